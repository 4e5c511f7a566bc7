import Testing

/// The walls of the house: which room may look into which.
@Suite struct WallTests {
  private let sources: SourceTree

  init() throws { sources = try SourceTree.product.get() }

  /// What a service links: the rooms named after CPSAuth, but for the workstation's command and the kit for
  /// integrators' tests, and what they are built on.
  private var serviceHalf: [String] {
    sources.targets.keys.filter {
      ($0.hasPrefix("CPSAuth") && !["CPSAuthCLI", "CPSAuthTesting"].contains($0)) || $0 == "CPSTrust"
        || $0 == "CPSProof"
    }.sorted()
  }

  private let cardHalf = ["CardReaders", "CPSCard", "CPSDoctor", "CPSWorkstation", "SmartCard", "VirtualCPS"]

  @Test func theServiceHalfNeverSeesACard() {
    #expect(serviceHalf.count >= 3)
    let forbidden: Set = ["SmartCard", "CardReaders", "CPSCard", "CPCSCLite", "CPSWorkstation", "CPSDoctor"]
    for target in serviceHalf {
      #expect(sources.reach(of: target).isDisjoint(with: forbidden), "\(target)")
    }
  }

  @Test func nothingSyntheticIsInAService() {
    for target in serviceHalf {
      let reach = sources.reach(of: target)
      #expect(reach.isDisjoint(with: ["VirtualCPS", "SyntheticIGC", "CPSAuthTesting"]), "\(target)")
    }
  }

  @Test func theCardHalfNeverSeesAStoreOrAServer() {
    let forbidden: Set = ["GRDB", "Hummingbird", "HummingbirdTLS", "CPSAuth", "CPSTrust"]
    for target in cardHalf {
      #expect(!sources.imports(of: target).isEmpty, "\(target)")
      let reach = sources.reach(of: target)
      #expect(reach.isDisjoint(with: forbidden), "\(target)")
      #expect(!reach.contains { $0.hasPrefix("CPSAuth") }, "\(target)")
    }
  }

  @Test(arguments: [
    ("COpenSSL", ["OpenSSLKit"]), ("CPCSCLite", ["CardReaders"]), ("CPQ", ["CPSAuthPostgres"]),
    ("CSecret", ["CardReaders", "CPSPrimitives", "CPSWorkstation"]),
  ])
  func aSystemLibraryHasOneDoor(library: String, doors: [String]) {
    for target in sources.targets.keys where !doors.contains(target) {
      #expect(!sources.imports(of: target).contains(library), "\(target) imports \(library)")
    }
    #expect(doors.contains { sources.imports(of: $0).contains(library) })
  }

  /// Tests reach libcrypto through OpenSSLKit, too, but for the benches, whose bare calls are what ours are
  /// measured against, for what takes its memory away, and for the tests of OpenSSLKit, which leave errors in its
  /// queue as others do.
  @Test func onlyBenchesFaultsAndTheTestsOfItsDoorCallOpenSSLBare() throws {
    let tests = try SourceTree.tests.get()
    let callers = tests.targets.keys.filter { tests.imports(of: $0).contains("COpenSSL") }
    #expect(callers.sorted() == ["FailingAllocations", "GateBench", "OpenSSLKitTests", "TrustBench"])
  }

  @Test func noCircle() {
    for target in sources.targets.keys {
      #expect(!sources.reach(of: target).contains(target), "\(target) reaches itself")
    }
  }

  @Test func noTypeBearsItsModulesName() {
    for target in sources.targets.keys {
      for file in sources.targets[target] ?? [] where file.mentions([target]) {
        for line in file.code where line.text.contains(target) {
          let words = line.text.split { !$0.isLetter && !$0.isNumber }
          let declares = zip(words, words.dropFirst()).contains {
            ["struct", "class", "enum", "actor", "protocol"].contains($0) && $1 == target
          }
          #expect(!declares, "\(file):\(line.number)")
        }
      }
    }
  }
}
