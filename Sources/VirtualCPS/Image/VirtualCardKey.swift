/// A private RSA key and what it may be used for.
public struct VirtualCardKey: Codable, Sendable, Hashable {
  /// The key reference in MSE SET: bit 8 set, since the key is local to its application.
  public let reference: UInt8
  /// The key in PKCS#8.
  @HexadecimalCoded public var privateKey: [UInt8]
  /// What PSO COMPUTE DIGITAL SIGNATURE demands.
  public let sign: SecurityCondition
  /// What INTERNAL AUTHENTICATE demands.
  public let authenticate: SecurityCondition
  /// What PSO DECIPHER demands.
  public let decipher: SecurityCondition

  /// A key that may do nothing except what is named.
  public init(
    _ reference: UInt8, privateKey: [UInt8], sign: SecurityCondition = .never,
    authenticate: SecurityCondition = .never, decipher: SecurityCondition = .never
  ) {
    self.reference = reference
    self._privateKey = HexadecimalCoded(wrappedValue: privateKey)
    self.sign = sign
    self.authenticate = authenticate
    self.decipher = decipher
  }
}
