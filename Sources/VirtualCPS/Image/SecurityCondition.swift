/// What must be fulfilled before an operation: the security condition byte (ISO/IEC 7816-4, clause 9.3.3).
public struct SecurityCondition: RawRepresentable, Codable, Sendable, Hashable {
  /// The byte as it stands in the access rules.
  public let rawValue: UInt8

  /// A condition from its byte.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// 00: no condition.
  public static let always = SecurityCondition(rawValue: 0x00)
  /// FF: never fulfilled.
  public static let never = SecurityCondition(rawValue: 0xFF)

  /// 1x: the holder has presented the secret that security environment `number` names.
  public static func userAuthentication(environment number: UInt8) -> SecurityCondition {
    SecurityCondition(rawValue: 0x10 | number & 0x0F)
  }

  /// 4x: the command comes under the secure messaging of security environment `number`, which only the
  /// issuer can do.
  public static func secureMessaging(environment number: UInt8) -> SecurityCondition {
    SecurityCondition(rawValue: 0x40 | number & 0x0F)
  }

  /// The security environment whose secret must have been presented; nil when that does not suffice.
  var userAuthenticationEnvironment: UInt8? {
    rawValue != 0xFF && (rawValue & 0xF0 == 0x10 || rawValue & 0xF0 == 0x50) ? rawValue & 0x0F : nil
  }
}
