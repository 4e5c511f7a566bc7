import CPSPrimitives
import Foundation
import TestSupport
import Testing
import VirtualCPS

/// Data objects, applications and security data objects of the virtual card, as OpenSC sees them.
@Suite struct OpenSCObjectTests {
  /// The labels of the published interface, and where the virtual card keeps them (cps-card.md sections 3.2
  /// and 3.4).
  private static let free: [(label: String, identifier: UInt16)] = [
    ("CPS_DATA", 0xD107), ("CPS_ID_CARD", 0xD100), ("CPS_NAME_PS", 0xD101), ("CPS_LANG_PS", 0xD102),
    ("CPS_INFO_PS", 0xD103),
  ]
  private static let activity = (label: "CPS_ACTIVITY_01_PS", identifier: UInt16(0xD120))

  private func read(
    _ label: String, from judged: JudgedCard, _ more: [String] = []
  ) async throws -> ChildProcess.Completed {
    try await judged.run(
      "pkcs15-tool", more + ["--read-data-object", label, "--raw", "--output", judged.files.path(label)])
  }

  @Test func `the data objects are listed, each with its application and its file`() async throws {
    let judged = try await JudgedCard.inserted()
    let answer = try await judged.run("pkcs15-tool", ["--list-data-objects"])
    #expect(answer.outcome == .exited(0))
    for (label, identifier) in Self.free + [Self.activity] {
      let path = "e828bd080f8025000001ff0010::3f000001" + String(identifier, radix: 16)
      let entry = "Data object '\(label)'\n\tapplicationName: CPS\n\tPath:            \(path)\n"
      #expect(answer.output.contains(entry), "\(label)")
    }
    let text = Hexadecimal.encode(judged.content(0xD100)).uppercased()
    // It breaks long lines.
    #expect(answer.output.filter { !$0.isWhitespace }.contains(text))
  }

  @Test func `what anybody may read is read byte for byte`() async throws {
    let judged = try await JudgedCard.inserted()
    for (label, identifier) in Self.free {
      let answer = try await read(label, from: judged)
      #expect(answer.outcome == .exited(0), "\(label): \(answer.errors)")
      #expect(judged.written(label) == judged.content(identifier), "\(label)")
    }
    #expect(!judged.recorder.lines.contains { $0.hasPrefix("> 0020") })
  }

  @Test func `an activity is read with the PIN and not without it`() async throws {
    let judged = try await JudgedCard.inserted()
    let (label, identifier) = Self.activity
    // It asks for the PIN, and nobody answers.
    #expect(try await read(label, from: judged).outcome != .exited(0))
    #expect(judged.written(label) == nil)
    let wrong = try await read(
      label, from: judged, ["--verify-pin", "--auth-id", "01", "--pin", "env:WRONG_PIN"])
    #expect(wrong.outcome != .exited(0))
    #expect(judged.written(label) == nil)
    #expect(judged.card.image.pins[0].triesLeft == 2)

    let right = try await read(
      label, from: judged, ["--verify-pin", "--auth-id", "01", "--pin", "env:CARD_PIN"])
    #expect(right.outcome == .exited(0), "\(right.errors)")
    #expect(judged.written(label) == judged.content(identifier))
    #expect(judged.card.image.pins[0].triesLeft == 3)
  }

  @Test func `an object that is not there is not found`() async throws {
    let judged = try await JudgedCard.inserted()
    #expect(try await read("CPS_NO_SUCH_OBJECT", from: judged).outcome != .exited(0))
    #expect(judged.written("CPS_NO_SUCH_OBJECT") == nil)
  }

  @Test func `iasecc-tool finds both applications`() async throws {
    let judged = try await JudgedCard.inserted()
    let answer = try await judged.run("iasecc-tool", ["--list-applications"])
    #expect(answer.outcome == .exited(0))
    let named = "DDO: 4F0DE828BD080F8025000001FF0010"
    #expect(
      answer.output.contains("Application 'CPX IAS':\n\tAID: E828BD080F8025000001FF0010\n\t\(named)\n"))
    #expect(
      answer.output.contains("Application 'CPX IAS CL':\n\tAID: E828BD080F8025000001FF0020\n\t\(named)\n"))
  }

  /// The values are those that a genuine card showed (cps-card.md section 5, REAL).
  @Test func `iasecc-tool finds the PIN and the PUK with their rules and counters`() async throws {
    let judged = try await JudgedCard.inserted()
    let listing = "contact ACLs:\tF3:00:00:13:FF:00\n\ttries maximum:\t03\n\ttries remaining:\t"
    let fresh = try await judged.run("iasecc-tool", ["--list-sdos", "1"])
    #expect(fresh.outcome == .exited(0))
    #expect(fresh.output.contains("Found SDO class 1, reference 1\n\t\(listing)03\n"))
    #expect(
      fresh.output.contains(
        """
        Found SDO class 1, reference 2
        \tcontact ACLs:\tF3:FF:00:FF:FF:00
        \ttries maximum:\t0A
        \ttries remaining:\t0A
        \tusage remaining:\t00:64
        """))
    #expect(fresh.output.components(separatedBy: "Found SDO").count == 3)

    _ = try await judged.run("pkcs11-tool", ["--login", "--pin", "env:WRONG_PIN", "--list-objects"])
    let after = try await judged.run("iasecc-tool", ["--list-sdos", "1"])
    #expect(after.output.contains("Found SDO class 1, reference 1\n\t\(listing)02\n"))
  }
}
