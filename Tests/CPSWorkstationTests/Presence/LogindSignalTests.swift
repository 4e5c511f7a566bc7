import Testing

@testable import CPSWorkstation

@Suite struct LogindSignalTests {
  private static let path = "/org/freedesktop/login1/session/_32"

  @Test(arguments: [
    "\(path): org.freedesktop.login1.Session.Lock ()",
    "\(path): org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.login1.Session', "
      + "{'LockedHint': <true>}, @as [])",
    "\(path): org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.login1.Session', "
      + "{'IdleHint': <true>, 'LockedHint': <true>}, @as [])",
  ])
  func `a lock is understood in both its forms`(line: String) {
    #expect(LogindSignal.lockedSession(in: line) == Self.path)
  }

  @Test(arguments: [
    "", ":", "Monitoring signals from all objects owned by org.freedesktop.login1",
    "The name org.freedesktop.login1 is owned by :1.4", "\(path): org.freedesktop.login1.Session.Unlock ()",
    "\(path): org.freedesktop.login1.Session.LockX ()",
    "\(path): org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.login1.Session', "
      + "{'LockedHint': <false>}, @as [])",
    "\(path): org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.login1.User', "
      + "{'LockedHint': <true>}, @as [])",
    "/org/freedesktop/login1: org.freedesktop.login1.Session.Lock ()",
    "/org/freedesktop/login1/session/_32; rm: org.freedesktop.login1.Session.Lock ()",
    "/org/freedesktop/login1/session/é: org.freedesktop.login1.Session.Lock ()",
  ])
  func `everything else is none`(line: String) {
    #expect(LogindSignal.lockedSession(in: line) == nil)
  }

  @Test func `the user of a session is found in the answer`() {
    #expect(
      LogindSignal.user(in: "(<(uint32 1000, objectpath '/org/freedesktop/login1/user/_1000')>,)") == 1_000)
    #expect(LogindSignal.user(in: "(<(uint32 0, objectpath '/')>,)") == 0)
  }

  @Test(arguments: ["", "Error: GDBus.Error", "(<(uint32 , objectpath '/')>,)", "uint32 99999999999"])
  func `an answer without a user names none`(answer: String) {
    #expect(LogindSignal.user(in: answer) == nil)
  }
}
