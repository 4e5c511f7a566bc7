/// Every row of the error catalogue, for documentation, look-up by code and tests.
public enum DiagnosticCatalogue {
  /// All rows, in the order of the way of the data.
  public static let all: [Diagnostic] =
    Diagnostic.generalFamily + Diagnostic.readerFamily + Diagnostic.cardFamily + Diagnostic.pinFamily
    + Diagnostic.pinChangeFamily + Diagnostic.cryptographyFamily + Diagnostic.proofFamily
    + Diagnostic.trustFamily + Diagnostic.trustStoreFamily + Diagnostic.statusFamily
    + Diagnostic.safeguardFamily + Diagnostic.delegationFamily
    + Diagnostic.noticeFamily + Diagnostic.banFamily + Diagnostic.watchFamily
    + Diagnostic.accountFamily + Diagnostic.telephoneFamily
    + Diagnostic.professionalFamily + Diagnostic.sessionFamily + Diagnostic.gateFamily
    + Diagnostic.policyFamily
    + Diagnostic.storeFamily + Diagnostic.serviceFamily + Diagnostic.workstationFamily
    + Diagnostic.doctorFamily + Diagnostic.virtualCardFamily

  private static let rows: [String: Diagnostic] = Dictionary(all.map { ($0.code, $0) }) { first, _ in first }

  /// The row of a code that came over a wire, if it is known here.
  public static func row(code: String) -> Diagnostic? { rows[code] }
}
