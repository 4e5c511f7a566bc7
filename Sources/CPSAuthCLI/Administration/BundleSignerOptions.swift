internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSTrust

/// Who may sign bundles.
struct BundleSignerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Le certificat qui signe les lots ; sinon CPSAUTH_TRUST_BUNDLE_SIGNER ou la configuration.",
        en: "The certificate that signs bundles; else CPSAUTH_TRUST_BUNDLE_SIGNER or the configuration."),
      valueName: "sha256"))
  var signer: String?

  /// The pin; nil when none is given.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid``.
  func pinned() throws(CPSError) -> BundleSigner? {
    let settings = try WorkstationSettings()
    guard let text = signer ?? settings.trustBundleSigner else { return nil }
    return try BundleSigner(text)
  }
}
