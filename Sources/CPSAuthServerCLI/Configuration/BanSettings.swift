import CPSConfiguration
import CPSDiagnostics

/// How soon a ban that another host took is in force here.
struct BanSettings: Sendable, Hashable {
  /// The shortest and the longest time between two looks at the store.
  static let refreshRange: ClosedRange<Duration> = .seconds(1)...(.seconds(60))

  /// What holds without the section.
  static let standard = BanSettings(refresh: .seconds(5))

  /// The time between two looks at the store.
  let refresh: Duration

  private init(refresh: Duration) { self.refresh = refresh }

  /// Reads `refresh`.
  init(_ reader: inout ConfigurationReader) throws(CPSError) {
    refresh = try reader.optional("refresh")?.duration(in: Self.refreshRange) ?? Self.standard.refresh
  }
}
