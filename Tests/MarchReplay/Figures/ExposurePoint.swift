/// How many people were exposed a while after the intrusion began.
struct ExposurePoint: Sendable, Hashable, Codable {
  /// Seconds of virtual time.
  let seconds: Int
  /// People, each once.
  let people: Int
}
