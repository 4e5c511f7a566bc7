/// Waits until `condition` holds, looking again every few milliseconds.
///
/// A condition, never a bare sleep: tests are as fast as what they wait for.
///
/// The limit is generous because only a failure reaches it: under a sanitizer, with every suite at once on two
/// processors, a task was seen to wait more than ten seconds for its turn.
///
/// - Throws: ``TestSupportError`` naming `what` when `limit` has passed.
public func eventually(
  within limit: Duration = .seconds(60), _ what: String, _ condition: () async throws -> Bool
) async throws {
  let end = ContinuousClock.now + limit
  while true {
    if try await condition() { return }
    guard ContinuousClock.now < end else {
      throw TestSupportError("not within \(limit): \(what)")
    }
    try await Task.sleep(for: .milliseconds(5))
  }
}
