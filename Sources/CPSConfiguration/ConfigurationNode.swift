/// One node of a configuration: what YAML leaves once anchors, aliases, tags and duplicates are refused.
indirect enum ConfigurationNode: Sendable {
  /// A text; `isPlain` when it stood without quotes, so that it may also be a number, a truth or nothing.
  case scalar(String, isPlain: Bool, ConfigurationPlace)
  case sequence([ConfigurationNode], ConfigurationPlace)
  case mapping([ConfigurationEntry], ConfigurationPlace)

  var place: ConfigurationPlace {
    switch self {
    case .scalar(_, _, let place), .sequence(_, let place), .mapping(_, let place): place
    }
  }
}

/// One key of a mapping with its value.
struct ConfigurationEntry: Sendable {
  let key: String
  let place: ConfigurationPlace
  let value: ConfigurationNode
}
