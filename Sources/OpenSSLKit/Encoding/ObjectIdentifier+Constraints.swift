extension ObjectIdentifier {
  /// Extension of an entry of a list, RFC 5280, clause 5.3.3.
  public static let certificateIssuer: ObjectIdentifier = "2.5.29.29"
  /// Extension, RFC 5280, clause 4.2.1.10.
  public static let nameConstraints: ObjectIdentifier = "2.5.29.30"
  /// Extension, RFC 5280, clause 4.2.1.5.
  public static let policyMappings: ObjectIdentifier = "2.5.29.33"
  /// Extension, RFC 5280, clause 4.2.1.11.
  public static let policyConstraints: ObjectIdentifier = "2.5.29.36"
  /// Extension, RFC 5280, clause 4.2.1.14.
  public static let inhibitAnyPolicy: ObjectIdentifier = "2.5.29.54"
}
