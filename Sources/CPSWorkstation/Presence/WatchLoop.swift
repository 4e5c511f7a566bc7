internal import CPSDiagnostics

/// Keeps a card watched until the watch is over: looks whenever something happens or is due.
struct WatchLoop: Sendable {
  /// How long the resource manager is left alone when it went.
  private static let pause: Duration = .milliseconds(500)

  let watch: CardWatch
  let readers: any ReaderAccess
  let screenLock: (any ScreenLock)?

  /// Why the session must end; nil when the task was cancelled.
  func run() async -> CPSError? {
    let bell = Bell()
    return await withTaskGroup(of: CPSError?.self) { group in
      group.addTask { await follow(bell) }
      group.addTask { await look(bell) }
      if let screenLock { group.addTask { await firstLock(of: screenLock) } }
      // The one that follows the readers ends only with the others, and a lock that cannot be told says nothing.
      while let ended = await group.next() {
        if ended != nil || Task.isCancelled {
          group.cancelAll()
          return ended
        }
      }
      return nil
    }
  }

  private func look(_ bell: Bell) async -> CPSError? {
    while !Task.isCancelled {
      switch await watch.look() {
      case .over(let reason): return reason
      case .going(let next): await bell.wait(until: next)
      }
    }
    return nil
  }

  private func follow(_ bell: Bell) async -> CPSError? {
    while !Task.isCancelled {
      for await _ in readers.changes() { bell.ring() }
      guard !Task.isCancelled else { break }
      await watch.doubt()
      bell.ring()
      try? await Task.sleep(for: Self.pause, clock: .continuous)
    }
    return nil
  }

  private func firstLock(of screenLock: any ScreenLock) async -> CPSError? {
    for await _ in screenLock.locks() { return CPSError(.screenLocked) }
    return nil
  }
}
