/// A reader whose announced keypad must not be used: the PIN is typed at the keyboard instead
/// (attack case HR-12).
///
/// Each line names where the fault is documented. Drivers of today hide most of these keypads; older ones,
/// which are still installed, announce them.
struct PINPadQuirk: Sendable, Hashable {
  /// What is wrong.
  enum Fault: Sendable, Hashable {
    /// There is no keypad.
    case noKeypad
    /// What is typed at it reaches this machine.
    case leaksPIN
    /// The driver switches it off and does not say why.
    case disabledByDriver
  }

  let model: ReaderModel
  /// What the driver calls the reader, where a fault was reported under a name; for a reader that does not
  /// give its make.
  let name: String?
  let fault: Fault

  static let all: [PINPadQuirk] = [
    // OpenSC pull request 1438; web-eid-app pull request 313; libccid 1.4.29 hides it.
    PINPadQuirk(model: ReaderModel(0x076B, 0x3031), name: "OMNIKEY 3x21", fault: .noKeypad),
    // OpenSC pull request 1438; DigiDoc4-Client pull request 298; libccid 1.4.29 hides it.
    PINPadQuirk(model: ReaderModel(0x076B, 0x6632), name: "OMNIKEY 6121", fault: .noKeypad),
    // libccid, ccid.c, ccid_open_hack_post: OMNIKEY generic chip.
    PINPadQuirk(model: ReaderModel(0x076B, 0x3A21), name: nil, fault: .noKeypad),
    // libccid, ccid.c, ccid_open_hack_post: Cherry Smart Terminal xx44.
    PINPadQuirk(model: ReaderModel(0x046A, 0x00A7), name: nil, fault: .noKeypad),
    // libccid, ccid.c, ccid_open_hack_post: Fujitsu D323.
    PINPadQuirk(model: ReaderModel(0x0BF8, 0x1024), name: nil, fault: .noKeypad),
    // libccid, ccid.c; M. Paljak, "Insecure HP USB smart card keyboard", 2011: HP smart card keyboard.
    PINPadQuirk(model: ReaderModel(0x03F0, 0x1024), name: nil, fault: .leaksPIN),
    // The same: HP CCID smart card keyboard.
    PINPadQuirk(model: ReaderModel(0x03F0, 0x0036), name: nil, fault: .leaksPIN),
    // The same: Fujitsu SmartKeyboard.
    PINPadQuirk(model: ReaderModel(0x0BF8, 0x1017), name: nil, fault: .leaksPIN),
    // libccid, ccid.c, ccid_open_hack_post: C3PO LTC31 v2.
    PINPadQuirk(model: ReaderModel(0x0783, 0x0006), name: nil, fault: .disabledByDriver),
  ]

  /// What is known against a reader: by its make, else by its name.
  static func quirk(of model: ReaderModel?, named reader: ReaderName) -> PINPadQuirk? {
    if let model { return all.first { $0.model == model } }
    return all.first { quirk in quirk.name.map(reader.text.contains) ?? false }
  }
}
