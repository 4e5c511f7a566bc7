extension ObjectIdentifier {
  /// CN of a name (X.520, clause 6.2.2).
  public static let commonName: ObjectIdentifier = "2.5.4.3"
  /// SN of a name (X.520, clause 6.2.3).
  public static let surname: ObjectIdentifier = "2.5.4.4"
  /// C of a name (X.520, clause 6.3.1).
  public static let countryName: ObjectIdentifier = "2.5.4.6"
  /// ST of a name (X.520, clause 6.3.3).
  public static let stateOrProvinceName: ObjectIdentifier = "2.5.4.8"
  /// O of a name (X.520, clause 6.4.1).
  public static let organizationName: ObjectIdentifier = "2.5.4.10"
  /// OU of a name (X.520, clause 6.4.2).
  public static let organizationalUnitName: ObjectIdentifier = "2.5.4.11"
  /// Title of a name (X.520, clause 6.4.3): the label of the profession in a CPS certificate.
  public static let title: ObjectIdentifier = "2.5.4.12"
  /// GN of a name (X.520, clause 6.2.4).
  public static let givenName: ObjectIdentifier = "2.5.4.42"

  /// Extension, RFC 5280, clause 4.2.1.2.
  public static let subjectKeyIdentifier: ObjectIdentifier = "2.5.29.14"
  /// Extension, RFC 5280, clause 4.2.1.3.
  public static let keyUsage: ObjectIdentifier = "2.5.29.15"
  /// Extension, RFC 3280, clause 4.2.1.4.
  public static let privateKeyUsagePeriod: ObjectIdentifier = "2.5.29.16"
  /// Extension, RFC 5280, clause 4.2.1.6.
  public static let subjectAlternativeName: ObjectIdentifier = "2.5.29.17"
  /// Extension, RFC 5280, clause 4.2.1.9.
  public static let basicConstraints: ObjectIdentifier = "2.5.29.19"
  /// Extension of a list, RFC 5280, clause 5.2.3.
  public static let crlNumber: ObjectIdentifier = "2.5.29.20"
  /// Extension of an entry, RFC 5280, clause 5.3.1.
  public static let crlReason: ObjectIdentifier = "2.5.29.21"
  /// Extension of an entry, RFC 5280, clause 5.3.2.
  public static let invalidityDate: ObjectIdentifier = "2.5.29.24"
  /// Extension of a list, RFC 5280, clause 5.2.4.
  public static let deltaCRLIndicator: ObjectIdentifier = "2.5.29.27"
  /// Extension of a list, RFC 5280, clause 5.2.5.
  public static let issuingDistributionPoint: ObjectIdentifier = "2.5.29.28"
  /// Extension, RFC 5280, clause 4.2.1.13.
  public static let crlDistributionPoints: ObjectIdentifier = "2.5.29.31"
  /// Extension, RFC 5280, clause 4.2.1.4.
  public static let certificatePolicies: ObjectIdentifier = "2.5.29.32"
  /// Extension, RFC 5280, clauses 4.2.1.1 and 5.2.1.
  public static let authorityKeyIdentifier: ObjectIdentifier = "2.5.29.35"
  /// Extension, RFC 5280, clause 4.2.1.12.
  public static let extendedKeyUsage: ObjectIdentifier = "2.5.29.37"
  /// Extension, RFC 5280, clause 4.2.1.15.
  public static let freshestCRL: ObjectIdentifier = "2.5.29.46"
  /// Extension, RFC 5280, clause 4.2.2.1.
  public static let authorityInformationAccess: ObjectIdentifier = "1.3.6.1.5.5.7.1.1"

  /// Purpose: any (RFC 5280, clause 4.2.1.12).
  public static let anyExtendedKeyUsage: ObjectIdentifier = "2.5.29.37.0"
  /// Purpose: server of TLS (RFC 5280, clause 4.2.1.12).
  public static let serverAuthentication: ObjectIdentifier = "1.3.6.1.5.5.7.3.1"
  /// Purpose: client of TLS (RFC 5280, clause 4.2.1.12).
  public static let clientAuthentication: ObjectIdentifier = "1.3.6.1.5.5.7.3.2"
  /// Purpose: mail (RFC 5280, clause 4.2.1.12).
  public static let emailProtection: ObjectIdentifier = "1.3.6.1.5.5.7.3.4"
  /// Purpose: signatures on certificate status (RFC 6960, clause 4.2.2.2).
  public static let statusSigning: ObjectIdentifier = "1.3.6.1.5.5.7.3.9"
  /// Purpose: smart card logon (Microsoft).
  public static let smartcardLogon: ObjectIdentifier = "1.3.6.1.4.1.311.20.2.2"
  /// otherName in subjectAltName: user principal name (Microsoft).
  public static let userPrincipalName: ObjectIdentifier = "1.3.6.1.4.1.311.20.2.3"

  /// Any policy (RFC 5280, clause 4.2.1.4).
  public static let anyPolicy: ObjectIdentifier = "2.5.29.32.0"
  /// Qualifier of a policy: where its statement is published (RFC 5280, clause 4.2.1.4).
  public static let certificationPracticeStatement: ObjectIdentifier = "1.3.6.1.5.5.7.2.1"

  /// The one type of answer of a status responder (RFC 6960, clause 4.2.1).
  public static let basicStatusResponse: ObjectIdentifier = "1.3.6.1.5.5.7.48.1.1"
  /// Extension of a status request or response (RFC 9654, clause 2.1).
  public static let statusNonce: ObjectIdentifier = "1.3.6.1.5.5.7.48.1.2"
  /// Extension of a responder's certificate, which is then not to be asked about (RFC 6960, clause 4.2.2.2.1).
  public static let statusNoCheck: ObjectIdentifier = "1.3.6.1.5.5.7.48.1.5"

  /// Signature by RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, appendix C).
  public static let sha256WithRSA: ObjectIdentifier = "1.2.840.113549.1.1.11"
  /// Signature by RSASSA-PKCS1-v1_5 with SHA-384 (RFC 8017, appendix C).
  public static let sha384WithRSA: ObjectIdentifier = "1.2.840.113549.1.1.12"
  /// Signature by RSASSA-PKCS1-v1_5 with SHA-512 (RFC 8017, appendix C).
  public static let sha512WithRSA: ObjectIdentifier = "1.2.840.113549.1.1.13"
  /// Signature by ECDSA with SHA-256 (RFC 5758, clause 3.2).
  public static let ecdsaWithSHA256: ObjectIdentifier = "1.2.840.10045.4.3.2"
  /// Signature by ECDSA with SHA-384 (RFC 5758, clause 3.2).
  public static let ecdsaWithSHA384: ObjectIdentifier = "1.2.840.10045.4.3.3"
  /// Signature by ECDSA with SHA-512 (RFC 5758, clause 3.2).
  public static let ecdsaWithSHA512: ObjectIdentifier = "1.2.840.10045.4.3.4"

  /// Contents of a message: bytes without a type of their own (RFC 5652, clause 4).
  public static let messageData: ObjectIdentifier = "1.2.840.113549.1.7.1"
  /// Contents of a message: signed-data (RFC 5652, clause 5.1).
  public static let signedData: ObjectIdentifier = "1.2.840.113549.1.7.2"
  /// Digest by SHA-256 (RFC 5754, clause 2.2).
  public static let sha256: ObjectIdentifier = "2.16.840.1.101.3.4.2.1"
}
