/// A reader of health professionals, by its USB identifiers; attack case HR-19.
///
/// Small on purpose: each line has a source. A terminal that is not listed is still known by its own name when
/// that says Vitale.
struct KnownReader: Sendable {
  let identifier: String
  let name: String
  /// Where the identifiers are published.
  let source: String

  private init(_ identifier: String, _ name: String, source: String) {
    self.identifier = identifier
    self.name = name
    self.source = source
  }

  static let listed: [String: KnownReader] = Dictionary(all.map { ($0.identifier, $0) }) { first, _ in first }

  static let all: [KnownReader] = [
    // lsusb names it so, and the CCID driver does not know it.
    KnownReader("0b00:0090", "INGENICO Lecteur SESAM VITALE", source: "LudovicRousseau/pcsc-tools issue 80"),
    // These have a CCID mode, in which the driver lists them.
    KnownReader("0f14:0037", "XIRING MyLeo", source: "libccid 1.5.2, Info.plist"),
    KnownReader("0f14:0038", "XIRING Leo v2", source: "libccid 1.5.2, Info.plist"),
    KnownReader("0f14:003b", "INGENICO Leo", source: "libccid 1.5.2, Info.plist"),
    KnownReader("0f14:003d", "Ingenico WITEO", source: "libccid 1.5.2, Info.plist"),
    KnownReader("2947:0101", "KAPELSE KAP-LINK", source: "libccid 1.5.2, Info.plist"),
  ]
}
