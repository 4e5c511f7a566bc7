import CPSTrust

/// Where revocation lists come from by themselves.
struct ListSettings: Sendable {
  /// Nowhere: only what is imported is used.
  static let none = ListSettings(isOfficial: false, hosts: [], addresses: [:], inbox: nil, limits: .standard)

  /// Whether the official addresses of IGC-Santé are asked.
  let isOfficial: Bool
  /// The hosts that may be asked besides.
  let hosts: Set<String>
  /// Addresses by the name of the authority, such as `FORT PERSONNES`; tried before the official one.
  let addresses: [String: [PublicationAddress]]
  /// The folder or the file in which somebody else puts lists.
  let inbox: String?
  /// What one list may cost.
  let limits: RefreshLimits
}
