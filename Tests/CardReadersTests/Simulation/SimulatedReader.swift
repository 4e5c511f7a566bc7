import VirtualCPS

@testable import CardReaders

/// One reader of a simulated resource manager.
struct SimulatedReader: Sendable {
  /// The control codes that the simulated driver gives its features.
  static let verifyCode: UInt32 = 0x4233_0006
  static let propertiesCode: UInt32 = 0x4233_0012
  /// A feature list with a keypad, and one with properties besides.
  static let keypadFeatures: [UInt8] = [0x06, 0x04, 0x42, 0x33, 0x00, 0x06]
  static let allFeatures = keypadFeatures + [0x12, 0x04, 0x42, 0x33, 0x00, 0x12]

  let name: ReaderName
  var card: VirtualCard?
  /// How often a card came or went.
  var eventCount: UInt32 = 0
  /// Whether another program has the card for itself alone.
  var isExclusive = false
  /// The answer to GET_FEATURE_REQUEST; nil where the driver does not know it.
  var features: [UInt8]?
  var properties: [UInt8] = []
  /// What is typed at its keypad.
  var typed = ""

  init(_ name: ReaderName, card: VirtualCard? = nil) {
    self.name = name
    self.card = card
    card?.insert()
    card?.powerOn()
  }
}
