import Logging
import Synchronization

/// Keeps every line that is logged, with its metadata, as text.
struct CollectingLog: LogHandler {
  final class Lines: Sendable {
    private let text = Mutex("")
    var all: String { text.withLock { $0 } }
    func append(_ line: String) { text.withLock { $0 += line + "\n" } }
  }

  let lines: Lines
  var logLevel = Logger.Level.trace
  var metadata: Logger.Metadata = [:]

  init(_ lines: Lines) { self.lines = lines }

  subscript(metadataKey key: String) -> Logger.MetadataValue? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    lines.append("\(event.level) \(event.message) \(metadata) \(event.metadata ?? [:])")
  }
}
