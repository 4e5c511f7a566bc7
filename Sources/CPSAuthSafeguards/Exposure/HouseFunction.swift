internal import CPSAuth
public import CPSProof

/// The functions by which a service is run: their subject is a selection, an account or a network, and no person whose
/// data was shown.
public enum HouseFunction {
  /// Their names; those of a service's own functions are not among them.
  public static let names: Set<FunctionName> = [
    SessionInspection.name, SessionRemoval.name, AccessReview.function, ExposureCount.name,
    DelegationDeclaration.name, DelegationInspection.name, DelegationRevocation.name,
    BanInspection.name, BanAddition.name, BanRemoval.name,
    ObservationInspection.name, ObservationAddition.name, ObservationRemoval.name,
    ContactInspection.name, ContactImport.name, ContactRemoval.name,
    TelephoneCheck.name, TelephoneRegistration.name, TelephoneDelegation.name, TelephoneInspection.name,
    TelephoneIntake.name, TelephoneRemoval.name,
    AccountInspection.name, AccountFlagging.name, AccountClearing.name, AccountUnblocking.name,
    AccountResponse.name, AccountImport.name,
  ]
}
