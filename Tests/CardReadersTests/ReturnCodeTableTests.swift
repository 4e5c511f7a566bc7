import CPSDiagnostics
import Testing

@testable import CardReaders

@Suite struct ReturnCodeTableTests {
  @Test func everyCodeHasOneRow() {
    let codes = ReturnCodeTable.rows.map(\.code)
    #expect(Set(codes).count == codes.count)
    #expect(codes.count >= 57)
    #expect(codes.allSatisfy { $0.rawValue >> 16 == 0x8010 })
  }

  @Test(arguments: [
    (UInt32(0x8010_000B), Diagnostic.cardBusy), (0x8010_000C, .noCard), (0x8010_0069, .cardRemoved),
    (0x8010_0068, .cardReset), (0x8010_0066, .cardUnresponsive), (0x8010_0009, .readerNotFound),
    (0x8010_002E, .noReader), (0x8010_001D, .readerServiceUnavailable),
    (0x8010_000A, .timedOut), (0x8010_0002, .cancelled), (0x8010_0008, .responseTooLong),
    (0x8010_0013, .readerServiceUnavailable), (0x8010_0016, .cardUnresponsive), (0x8010_FFFF, .readerFault),
    (0x0000_0001, .readerFault), (0xFFFF_FFFF, .readerFault),
  ])
  func aCodeMeansItsRow(code: UInt32, diagnostic: Diagnostic) {
    let error = ReturnCodeTable.error(ReturnCode(rawValue: code), in: "call", reader: ReaderName("R"))
    #expect(error.diagnostic == diagnostic)
    #expect(error.values["reader"] == "R")
  }

  @Test func `HR-04 a refusal is told from a daemon that has gone`() {
    let code = ReturnCode(rawValue: 0x8010_006A)
    for call in ["SCardEstablishContext", "SCardConnect"] {
      #expect(ReturnCodeTable.error(code, in: call, reader: nil) == CPSError(.readerServiceRefused))
    }
    for call in ["SCardListReaders", "SCardTransmit", "SCardGetStatusChange"] {
      #expect(ReturnCodeTable.error(code, in: call, reader: nil) == CPSError(.readerServiceUnavailable))
    }
  }

  @Test func theReasonNamesCallAndCode() {
    let error = ReturnCodeTable.error(.sharingViolation, in: "SCardConnect", reader: nil)
    #expect(error.reason == "SCardConnect: SCARD_E_SHARING_VIOLATION, 8010000B")
  }
}

@Suite struct ServiceDiagnosisTests {
  private func diagnosis(socket: Bool, daemon: Bool) -> ServiceDiagnosis {
    ServiceDiagnosis(socketPath: "/x", socketExists: socket, daemonIsInstalled: daemon)
  }

  @Test func `HR-01 not installed, not started and dead are told apart`() {
    let errors = [
      diagnosis(socket: false, daemon: false), diagnosis(socket: false, daemon: true),
      diagnosis(socket: true, daemon: true), diagnosis(socket: true, daemon: false),
    ].map { $0.error(for: .noService).diagnostic }
    #expect(
      errors == [
        .readerServiceNotInstalled, .readerServiceUnavailable, .readerServiceDead, .readerServiceDead,
      ])
    #expect(Set(errors.map(\.message.french)).count == 3)
  }

  @Test func `HR-03 another protocol version is refused, and our version named`() {
    let error = diagnosis(socket: true, daemon: true).error(for: .serviceStopped)
    #expect(error == CPSError(.readerServiceVersion))
    #expect(error.message(in: .english).contains(/[0-9]+\.[0-9]+/))
  }

  @Test func `HR-04 a polkit refusal names the rule`() {
    let error = diagnosis(socket: true, daemon: true).error(for: ReturnCode(rawValue: 0x8010_006A))
    #expect(error == CPSError(.readerServiceRefused))
    #expect(error.hint(in: .english).contains("org.debian.pcsc-lite.access_pcsc"))
  }
}
