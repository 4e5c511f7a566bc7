internal import SmartCard

/// Contents of the files that describe a CPS4: those of a CPS3 as far as nothing else is known (ASSUMED).
enum CPS4Files {
  static let tokenInformation = CPS3Files.tokenInformation("CPS4", CardAlgorithm.cps4)

  /// PrKDF: in the order of a CPS3 and in its form (ASSUMED), with the key references of a CPS4.
  static let privateKeys: [UInt8] =
    CPS3Files.signatureKey(reference: CPS4Identifiers.signatureKey) + authenticationKey

  /// CPS_PRIV_AUT; usage bits 1 decrypt and 2 sign.
  private static let authenticationKey = CPS3Files.privateKey(
    CPS3Files.sequence(
      CPS3Files.utf8("CPS_PRIV_AUT"), CPS3Flags.bits([0, 1]), CPS3Files.octets([CPS3Identifiers.pin])),
    CPS3Identifiers.authenticationID, usage: [1, 2], reference: CPS4Identifiers.authenticationKey)
}
