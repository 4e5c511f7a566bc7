import CPSTrust

/// The status responder that is asked at a login, and what becomes of its silence.
struct StatusSettings: Sendable {
  /// Where it is.
  let responder: PublicationAddress
  /// How it is asked.
  let rules: StatusInquiryRules
}
