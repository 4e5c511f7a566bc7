/// What an agent sees of its workstation: readers, screen, and the time by which it watches them.
struct AgentStation: Sendable {
  /// The readers.
  let readers: any ReaderAccess
  /// The screen; nil where nobody tells of it.
  let screenLock: (any ScreenLock)?
  /// The time.
  let time: WatchTime
  /// How long the card has to come back after the resource manager went or the machine slept.
  var grace = CardWatch.standardGrace
}
