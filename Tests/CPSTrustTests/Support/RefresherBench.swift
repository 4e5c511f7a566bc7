import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import SyntheticIGC
import Synchronization
import TestSupport

@testable import CPSTrust

/// A refresher over a store with lists of this morning, a scripted publisher and a clock that the test moves.
struct RefresherBench {
  static let cardAddresses = ["http://igc.example/CRL/cards.crl", "http://mirror.example/cards.crl"]
  static let rootAddress = "http://igc.example/CRL/root.crl"
  static let addresses = [cardAddresses[0], cardAddresses[1], rootAddress]

  let trust: TrustBench
  let book: RevocationBook
  let clock = SteppedClock(at: TestTree.now)
  let publication = ScriptedPublication()
  /// What the next checks of the live sessions do, and how many there were.
  let rechecks = Rechecks()
  let refresher: RevocationRefresher

  init(
    random: any RandomSource = SameBytes(value: 0), limits: RefreshLimits = .standard, inbox: String? = nil,
    withLists: Bool = true
  ) throws {
    trust = try TrustBench()
    try trust.fill()
    _ = try trust.store.importItem(at: trust.source, at: TestTree.now)
    let anchors = try trust.tree.anchors()
    book = withLists ? try trust.store.load(at: TestTree.now).book : RevocationBook(anchors: anchors)
    let (rechecks, folder) = (rechecks, trust.folder)
    refresher = RevocationRefresher(
      of: book, in: trust.store, from: try Self.sources(for: anchors),
      inbox: inbox.map { folder.path($0) }, over: publication, limits: limits, clock: clock,
      random: random, recheck: { () throws(CPSError) in try rechecks.next() })
  }

  static func sources(for anchors: TrustAnchors) throws -> [RevocationSource] {
    try RevocationSource.all(
      for: anchors, accepting: .cps,
      configured: [
        "FORT PERSONNES": cardAddresses.map { try PublicationAddress($0) },
        "RACINE FORT": [try PublicationAddress(rootAddress)],
      ], hosts: ["igc.example", "mirror.example"], isOfficial: false)
  }

  /// The list of the cards: its number, and that of the delta list over it.
  func numbers() -> [String?] {
    let facts = book.states(at: clock.now()).first { $0.authority == "FORT PERSONNES" }?.facts
    return [facts?.number, facts?.deltaNumber]
  }

  func cards() throws -> SyntheticAuthority { try trust.tree.authority(.cards) }

  func root() throws -> SyntheticAuthority { try trust.tree.authority(.root(.strong)) }
}

/// Randomness that is always the same.
struct SameBytes: RandomSource {
  let value: UInt8
  func bytes(_ count: Int) throws(CPSError) -> [UInt8] { [UInt8](repeating: value, count: count) }
}

/// No randomness at all.
struct NoBytes: RandomSource {
  func bytes(_ count: Int) throws(CPSError) -> [UInt8] { throw CPSError(.randomnessUnavailable) }
}

/// The checks of live sessions that a refresher asked for.
final class Rechecks: Sendable {
  private let state = Mutex((count: 0, failures: 0, error: CPSError(.storeUnavailable)))

  var count: Int { state.withLock { $0.count } }

  /// Lets the next checks fail.
  func fail(_ times: Int, with error: CPSError = CPSError(.storeUnavailable)) {
    state.withLock { ($0.failures, $0.error) = (times, error) }
  }

  func next() throws(CPSError) -> Int {
    let failure = state.withLock { state in
      state.count += 1
      state.failures -= 1
      return state.failures >= 0 ? state.error : nil
    }
    if let failure { throw failure }
    return 2
  }
}
