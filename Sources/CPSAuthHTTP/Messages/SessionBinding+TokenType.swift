internal import CPSAuth

extension SessionBinding {
  /// The scheme under which a token that is bound so is sent: a certificate's as a bearer token (RFC 8705, clause 3).
  var tokenType: String {
    switch self {
    case .workstationKey: "DPoP"
    case .certificate: "Bearer"
    }
  }
}
