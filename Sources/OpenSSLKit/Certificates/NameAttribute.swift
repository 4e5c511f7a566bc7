/// One attribute of a distinguished name: its type, and its value as it is encoded.
public struct NameAttribute: Sendable, Hashable {
  /// The type of the attribute.
  public let oid: ObjectIdentifier
  /// The ASN.1 type of the value; nil for a type whose text is not read, such as TeletexString or BMPString.
  public let stringType: NameStringType?
  /// The contents octets of the value.
  public let value: [UInt8]

  /// An attribute to be written, with whatever text it is given.
  public init(_ oid: ObjectIdentifier, _ stringType: NameStringType, _ text: String) {
    self.init(oid: oid, stringType: stringType, value: Array(text.utf8))
  }

  init(oid: ObjectIdentifier, stringType: NameStringType?, value: [UInt8]) {
    self.oid = oid
    self.stringType = stringType
    self.value = value
  }

  /// The value as text; nil for a type that is not read, or for bytes outside its repertoire.
  ///
  /// It may hold any character, U+0000 and control characters included: escape it before showing it.
  public var text: String? { stringType?.text(of: value[...]) }
}
