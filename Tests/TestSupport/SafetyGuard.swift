private import CPSDiagnostics
private import CPSPrimitives
public import CardReaders
private import Foundation
public import SmartCard

/// Keeps the tests from harming a real reader or a real card.
///
/// A test addresses the virtual reader by its exact private name; and no command that can change a card for
/// good, VERIFY included, reaches a card whose serial number is not one of the fixtures.
public struct SafetyGuard: Sendable {
  /// The serial numbers of the fictitious cards: the eight digits that a CPS shows
  /// (cps-card.md section 3.1).
  public let serials: Set<String>
  /// The exact names of the readers that tests may open.
  public let readerNames: Set<String>

  /// A guard that admits these cards in these readers and nothing else.
  public init(serials: Set<String>, readerNames: Set<String>) {
    self.serials = serials
    self.readerNames = readerNames
  }

  /// The serial numbers in `Fixtures/cards/*/card.json`, key `serial`.
  ///
  /// - Throws: ``TestSupportError`` when a description cannot be read: a guard without knowledge admits
  ///   nothing.
  public static func fixtureSerials() throws -> Set<String> {
    let cards = PackageRoot.url.appending(path: "Fixtures/cards")
    guard FileManager.default.fileExists(atPath: cards.path) else { return [] }
    let entries = try FileManager.default.contentsOfDirectory(at: cards, includingPropertiesForKeys: nil)
    var serials: Set<String> = []
    for entry in entries {
      let file = entry.appending(path: "card.json")
      guard FileManager.default.fileExists(atPath: file.path) else { continue }
      guard let card = try JSONSerialization.jsonObject(with: try Data(contentsOf: file)) as? [String: Any],
        let serial = card["serial"] as? String, serial.count == 8, serial.allSatisfy(\.isNumber)
      else { throw TestSupportError("\(file.path) names no serial of eight digits") }
      serials.insert(serial)
    }
    return serials
  }

  /// Refuses a reader that is not the virtual one, before anything is asked of it.
  public func requireVirtual(_ readerName: String) throws {
    guard readerNames.contains(readerName) else {
      throw TestSupportError("“\(PrintableText.escaped(readerName))” is not the virtual reader of this test")
    }
  }

  /// The same card behind a transport that refuses what could change a foreign card.
  public func guarded(_ transport: any CardTransport) -> any CardTransport {
    GuardedTransport(transport, serials: serials)
  }
}

extension SafetyGuard {
  /// The guard for a private daemon: its two readers and the cards of the fixtures.
  public static func fixtures(in daemon: PrivatePCSC) throws -> SafetyGuard {
    SafetyGuard(serials: try fixtureSerials(), readerNames: Set(daemon.readerNames))
  }

  /// A connection to the virtual reader, every transaction of which is guarded.
  ///
  /// - Throws: ``TestSupportError`` for any other reader, to which nothing is sent.
  public func connection(to readerName: String, patience: Duration = .seconds(5)) throws -> PCSCConnection {
    try requireVirtual(readerName)
    return PCSCConnection(to: ReaderName(readerName), patience: patience) { guarded($0) }
  }
}
