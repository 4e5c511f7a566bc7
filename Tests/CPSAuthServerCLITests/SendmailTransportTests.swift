import CPSAuthSafeguards
import CPSDiagnostics
import CPSPrimitives
import Foundation
import TestSupport
import Testing

@testable import CPSAuthServerCLI

@Suite struct SendmailTransportTests {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  /// A program in the place of sendmail, which does as the script says.
  private func program(_ script: String) throws -> String {
    let path = folder.path("sendmail")
    _ = FileManager.default.createFile(
      atPath: path, contents: Data("#!/bin/sh\ncd \(folder.url.path)\n\(script)\n".utf8),
      attributes: [.posixPermissions: 0o755])
    return path
  }

  private func message(body: String = "Bonjour") throws -> NoticeMessage {
    try NoticeMessage(
      id: "1@service.example", from: MailAddress("cpsauth@service.example"),
      to: MailAddress("lea@example.fr"),
      template: "login", subject: Bilingual(fr: "Objet", en: "Subject"),
      body: Bilingual(fr: body, en: "Hello"), queuedAt: Timestamp(secondsSince1970: 0))
  }

  private func read(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path(name), encoding: .utf8)
  }

  @Test func `the program gets the message, fixed arguments and nothing of our environment`() async throws {
    let path = try program("cat > message; echo \"$@\" > arguments; env > environment")
    try await SendmailTransport(path: path).send(message())
    #expect(try read("message") == String(decoding: try message().mail, as: UTF8.self))
    #expect(try read("arguments") == "-t -i\n")
    #expect(!(try read("environment")).contains("HOME="))
  }

  @Test func `a refusal of the program is told with its status`() async throws {
    let path = try program("cat > /dev/null; exit 75")
    let message = try message()
    do throws(CPSError) {
      try await SendmailTransport(path: path).send(message)
      Issue.record("sent")
    } catch {
      #expect(error == CPSError(.noticeNotSent, ["detail": path]))
      #expect(error.reason == "status 75")
    }
  }

  @Test func `a program that reads nothing holds nobody up`() async throws {
    try await SendmailTransport(path: try program("exit 0")).send(
      message(body: String(repeating: "x", count: 30_000)))
  }

  @Test func `a program that does not end is ended`() async throws {
    let path = try program("echo $$ > pid; exec sleep 1000")
    await #expect(throws: CPSError(.noticeNotSent, ["detail": path])) {
      try await SendmailTransport(path: path, deadline: .milliseconds(300)).send(message())
    }
    let identifier = try #require(Int32(try read("pid").trimmingCharacters(in: .newlines)))
    #expect(kill(identifier, 0) == -1)
  }

  @Test func `no program, or none that may be started, is told`() async throws {
    let plain = folder.path("plain")
    _ = FileManager.default.createFile(
      atPath: plain, contents: Data("#!/bin/sh\n".utf8), attributes: [.posixPermissions: 0o644])
    for path in [folder.path("absent"), plain, folder.url.path] {
      let transport = SendmailTransport(path: path)
      #expect(!FileManager.default.isExecutableFile(atPath: path) || path == folder.url.path)
      await #expect(throws: CPSError(.noticeNotSent, ["detail": path])) {
        try await transport.send(message())
      }
    }
  }
}
