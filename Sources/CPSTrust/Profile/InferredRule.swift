/// A rule that is drawn from test certificates or from analogy: no production CPS certificate was ever seen.
///
/// What departs from one raises an alarm, unless the administrator hardens it (DESIGN.md, "Profile rules
/// carry their evidence"). The numbers are those of igc-sante.md section 4.
public enum InferredRule: String, Sendable, Hashable, CaseIterable {
  /// Rule 7: extKeyUsage holds smartcardLogon beside clientAuth.
  case smartcardLogon = "smartcard-logon"
  /// Rule 7: keyUsage allows no encipherment.
  case encipherment
  /// Rule 8: the extKeyUsage of a signature certificate holds emailProtection.
  case emailProtection = "email-protection"
  /// Rule 11: the policy is one of production (1.2.250.1.213.1.7.1).
  case policy
  /// Rule 13: the profession is one of table G15.
  case professionKnown = "profession-known"
  /// Rule 13: each speciality is one of table R01.
  case specialityKnown = "speciality-known"
  /// Rule 13: cards of staff bear neither profession nor speciality.
  case staffProfession = "staff-profession"
  /// Rule 13: cards of staff name one structure, whose check digit is right, and the person's number is of it.
  case employer
  /// Rule 13: the title is the label of the profession.
  case title
  /// Rule 13: the user principal name holds the national identifier.
  case userPrincipalName = "user-principal-name"
  /// Rule 28: the certificate does not outlive its authority.
  case hierarchyEnd = "hierarchy-end"
  /// Rule 29: validity of at most six years.
  case validityCap = "validity-cap"
}
