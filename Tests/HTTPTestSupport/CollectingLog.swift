public import Logging
internal import Synchronization

/// Keeps every line that is logged, with its metadata, as text.
public struct CollectingLog: LogHandler {
  /// The lines.
  public final class Lines: Sendable {
    private let text = Mutex("")
    /// No line yet.
    public init() {}
    /// All lines.
    public var all: String { text.withLock { $0 } }
    func append(_ line: String) { text.withLock { $0 += line + "\n" } }
  }

  private let lines: Lines
  /// Everything is kept.
  public var logLevel = Logger.Level.trace
  /// What every line says.
  public var metadata: Logger.Metadata = [:]

  /// A log into `lines`.
  public init(_ lines: Lines) { self.lines = lines }

  /// One of the things that every line says.
  public subscript(metadataKey key: String) -> Logger.MetadataValue? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  /// Keeps a line.
  public func log(event: LogEvent) {
    lines.append("\(event.level) \(event.message) \(metadata) \(event.metadata ?? [:])")
  }
}
