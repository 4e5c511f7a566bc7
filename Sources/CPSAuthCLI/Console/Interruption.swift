internal import CPSDiagnostics
internal import Dispatch
internal import Glibc

/// Ctrl-C, the end of the terminal and SIGTERM as the good end of a command that would go on for ever.
enum Interruption {
  /// Runs `body`, which is cancelled by such a signal and then ends in its own time.
  ///
  /// - Throws: what `body` throws.
  static func ending(
    _ body: @escaping @Sendable () async throws(CPSError) -> Void
  ) async throws(CPSError) {
    let task = Task { () async -> Result<Void, CPSError> in
      do throws(CPSError) {
        return .success(try await body())
      } catch {
        return .failure(error)
      }
    }
    let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { task.cancel() }
      source.resume()
      return source
    }
    defer { sources.forEach { $0.cancel() } }
    try await task.value.get()
  }
}
