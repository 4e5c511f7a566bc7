import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import Foundation
import Testing

@testable import CPSAuthSafeguards

@Suite struct NoticeMessageTests {
  private func message(
    subject: String = "Connexion à votre compte professionnel",
    body: String = "Bonjour Léa,\n.\nFrom nowhere\n"
  ) throws -> NoticeMessage {
    NoticeMessage(
      id: "1-2@service.example", from: try MailAddress("cpsauth@service.example"),
      to: try MailAddress("lea@example.fr"), template: "login",
      subject: Bilingual(fr: subject, en: "Log-in"), body: Bilingual(fr: body, en: "Hello"),
      queuedAt: Timestamp(secondsSince1970: 1_647_511_923))
  }

  @Test func `the mail is ASCII, and every header stands once`() throws {
    let text = String(decoding: try message().mail, as: UTF8.self)
    #expect(text.utf8.allSatisfy { $0 == 0x0A || (0x20...0x7E).contains($0) })
    let header = try #require(text.components(separatedBy: "\n\n").first)
    #expect(header.contains("\nDate: Thu, 17 Mar 2022 10:12:03 +0000\n"))
    #expect(header.contains("\nMessage-ID: <1-2@service.example>\n"))
    #expect(header.hasPrefix("From: <cpsauth@service.example>\nTo: <lea@example.fr>\nSubject: =?utf-8?B?"))
    let names = header.split(separator: "\n").filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
    #expect(Set(names).count == names.count)
    #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count <= 78 })
  }

  @Test func `French stands before English, letter for letter`() throws {
    let text = String(decoding: try message().mail, as: UTF8.self)
    let parts = text.components(separatedBy: "\n\n")
    let body = try #require(Data(base64Encoded: parts[1].replacing("\n", with: "")))
    #expect(String(decoding: body, as: UTF8.self).hasPrefix("Bonjour Léa,\n.\nFrom nowhere\n"))
    #expect(String(decoding: body, as: UTF8.self).hasSuffix("[English]\n\nHello\n"))
  }

  @Test func `a subject with a line end would stay inside its encoded words`() throws {
    let text = String(decoding: try message(subject: "x\r\nBcc: evil@example.org").mail, as: UTF8.self)
    #expect(!text.contains("Bcc"))
  }

  @Test(arguments: [
    (0, "Thu, 1 Jan 1970 00:00:00 +0000"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
    (1_700_000_000, "Tue, 14 Nov 2023 22:13:20 +0000"),
  ])
  func `a date is written as mail writes it`(seconds: Int64, text: String) {
    #expect(NoticeMessage.date(Timestamp(secondsSince1970: seconds)) == text)
  }

  @Test func `values that show otherwise than written, or without a place, make no notice`() throws {
    let recipient = try MailAddress("lea@example.fr")
    let places: [[String: NoticeValue]] = [
      [:], ["who": "x", "more": "x"], ["who": "\u{202E}x"], ["who": "x\u{7}"], ["who": "x\r\ny"],
      ["who": NoticeValue(String(repeating: "x", count: 301))],
      ["who": NoticeValue(String(repeating: "x\n", count: 4_097))], ["other": "x"],
    ]
    for values in places {
      #expect(throws: CPSError.self) { try OutgoingNotice(to: recipient, NoticeScene.template, values) }
    }
    _ = try OutgoingNotice(to: recipient, NoticeScene.template, ["who": "one line\nand another"])
  }

  @Test func `what a value holds is no place`() throws {
    let scene = try NoticeScene()
    let stored = StoredNotice(
      recipient: try MailAddress("a@example.fr"), template: "test", values: ["who": "{code}{help}"],
      queuedAt: scene.clock.now(), expiry: scene.clock.now(), nextTry: scene.clock.now())
    let text = try scene.composer.message(of: stored, named: "1").body.english
    #expect(text.hasPrefix("Hello {code}{help} of"))
  }

  @Test func `a template that is not known, or stays with an empty place, is not sent`() throws {
    let scene = try NoticeScene()
    let composer = try NoticeComposer(
      [NoticeScene.template], from: MailAddress("a@service.example"), service: "s", help: "h")
    for template in ["test", "other"] {
      let stored = StoredNotice(
        recipient: try MailAddress("a@example.fr"), template: template, values: ["who": "x"],
        queuedAt: scene.clock.now(), expiry: scene.clock.now(), nextTry: scene.clock.now())
      #expect(throws: CPSError(.noticeContentInvalid, ["detail": template])) {
        try composer.message(of: stored, named: "1")
      }
    }
    #expect(throws: CPSError.self) {
      try NoticeComposer(from: MailAddress("a@service.example"), service: "s", help: "h\nBcc: x")
    }
  }

  @Test(arguments: NoticeComposer.standardTemplates)
  func `every template has its places in both languages, and none in its subject`(template: NoticeTemplate) {
    func places(_ text: String) -> Set<String> {
      Set(
        text.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first.map(String.init) })
    }
    let all = template.places.union(template.placesAtDelivery)
    for language in Language.allCases {
      #expect(places(template.body[language]).subtracting(NoticeTemplate.commonPlaces) == all)
      #expect(places(template.subject[language]).isEmpty)
    }
  }
}
