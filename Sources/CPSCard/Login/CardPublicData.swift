internal import CPSDiagnostics
internal import CPSPrimitives
internal import SmartCard

/// What login needs of a card and everybody may read: worth keeping, since a CPS3 gives about a byte a
/// millisecond.
///
/// A copy out of a cache is believed only because the signature that follows verifies with its certificate.
public struct CardPublicData: Sendable, Hashable {
  /// The card it was read from.
  public let serial: CardSerial
  /// The generation of that card.
  public let generation: CardGeneration
  /// The certificate of the authentication key, DER.
  public let authenticationCertificate: [UInt8]
  /// How many digits the PIN has.
  public var pinLengths: ClosedRange<Int> { pin.lengths }

  let application: ApplicationLocation
  let keyReference: UInt8
  let pin: PINReference

  init(
    serial: CardSerial, generation: CardGeneration, authenticationCertificate: [UInt8],
    application: ApplicationLocation, keyReference: UInt8, pin: PINReference
  ) {
    self.serial = serial
    self.generation = generation
    self.authenticationCertificate = authenticationCertificate
    self.application = application
    self.keyReference = keyReference
    self.pin = pin
  }
}

extension CardPublicData: Codable {
  private enum Key: String, CodingKey {
    case serial, generation, certificate, applicationPath, applicationName, keyReference, pin
  }

  /// Reads what ``encode(to:)`` wrote.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    serial = try container.decode(CardSerial.self, forKey: .serial)
    generation = try container.decode(CardGeneration.self, forKey: .generation)
    authenticationCertificate = try Self.bytes(.certificate, in: container)
    if container.contains(.applicationPath) {
      application = .path(try CardPath(try Self.bytes(.applicationPath, in: container)))
    } else {
      application = .name(try Self.bytes(.applicationName, in: container))
    }
    keyReference = try container.decode(UInt8.self, forKey: .keyReference)
    pin = try container.decode(PINReference.self, forKey: .pin)
  }

  /// Writes byte strings as base64url text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(serial, forKey: .serial)
    try container.encode(generation, forKey: .generation)
    try container.encode(Base64URL.encode(authenticationCertificate), forKey: .certificate)
    switch application {
    case .path(let path): try container.encode(Base64URL.encode(path.bytes), forKey: .applicationPath)
    case .name(let name): try container.encode(Base64URL.encode(name), forKey: .applicationName)
    }
    try container.encode(keyReference, forKey: .keyReference)
    try container.encode(pin, forKey: .pin)
  }

  private static func bytes(_ key: Key, in container: KeyedDecodingContainer<Key>) throws -> [UInt8] {
    guard let bytes = Base64URL.decode(try container.decode(String.self, forKey: key)) else {
      throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: "not base64url")
    }
    return bytes
  }
}
