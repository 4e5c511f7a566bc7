import TestSupport
import Testing

/// What a program tells of a daemon that libpcsclite cannot or may not work with.
///
/// In a process of its own, since libpcsclite keeps the first socket that it was told of.
@Suite struct FakeDaemonTests {
  /// The code of the error that a login ends with.
  private func outcome(of conduct: FakeDaemon.Conduct) async throws -> String {
    let daemon = try FakeDaemon(conduct)
    let login = try await ChildProcess.run(
      BuiltProduct.path("killed-login"), ["Fake 00 00"], environment: daemon.environment)
    return login.output
  }

  @Test func `HR-03 a daemon of another protocol version is named as that`() async throws {
    // SCARD_E_SERVICE_STOPPED, by which pcscd refuses a version (pcsc-lite 1.9.9, `ContextThread`).
    #expect(try await outcome(of: .answers(0x8010_001E)) == "reader.service-version\n")
  }

  @Test func `HR-04 a refusal by polkit is named as that`() async throws {
    #expect(try await outcome(of: .closes) == "reader.service-refused\n")
    // SCARD_W_SECURITY_VIOLATION, from a daemon that says it.
    #expect(try await outcome(of: .answers(0x8010_006A)) == "reader.service-refused\n")
  }

  @Test func `HR-01 a socket without a daemon is named as that`() async throws {
    let directory = try TemporaryDirectory()
    let login = try await ChildProcess.run(
      BuiltProduct.path("killed-login"), ["Fake 00 00"],
      environment: ["PCSCLITE_CSOCK_NAME": directory.path("pcscd.comm"), "PATH": "/usr/bin:/bin"])
    #expect(["reader.service-unavailable\n", "reader.service-not-installed\n"].contains(login.output))
  }
}
