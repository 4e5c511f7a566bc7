import CPSDiagnostics
import Testing

@testable import CPSDoctor

@Suite struct ServiceCheckTests {
  private static let socket = "/run/pcscd/pcscd.comm"
  private let fake: FakeMachine

  init() throws { fake = try FakeMachine() }

  private func found() async -> Finding? { await ServiceCheck().findings(on: fake.machine).first }

  @Test func `a service that answers is a fact`() async {
    #expect(await found()?.code == "service.answers")
  }

  @Test func `HR-01 neither socket nor daemon`() async throws {
    try fake.remove(Self.socket)
    let finding = await found()
    #expect(finding?.cause == .daemonNotInstalled)
    #expect(finding?.code == "reader.service-not-installed")
    #expect(finding?.exitStatus == .noReader)
  }

  @Test func `HR-01 a daemon that nobody has started`() async throws {
    try fake.remove(Self.socket)
    try fake.write("", to: "/usr/sbin/pcscd")
    try fake.change("/usr/sbin/pcscd", mode: 0o755)
    let finding = await found()
    #expect(finding?.cause == .daemonNotStarted)
    #expect(finding?.code == "reader.service-unavailable")
    #expect(finding?.cause(in: .french)?.contains("/usr/sbin/pcscd") == true)
  }

  @Test func `HR-01 a socket that a dead daemon has left`() async throws {
    try fake.remove(Self.socket)
    try fake.leaveSocket(at: Self.socket)
    let finding = await found()
    #expect(finding?.cause == .socketDead)
    #expect(finding?.code == "reader.service-dead")
    #expect(finding?.remedy(in: .english)?.contains("rm \(Self.socket)") == true)
  }

  @Test func `HR-01 another file in the place of the socket`() async throws {
    try fake.remove(Self.socket)
    try fake.write("", to: Self.socket)
    #expect(await found()?.cause == .socketIsAnotherFile)
  }

  @Test func `a socket elsewhere is looked for there`() async throws {
    fake.variables["PCSCLITE_CSOCK_NAME"] = "/run/elsewhere.comm"
    #expect(await found()?.values["socket"] == "/run/elsewhere.comm")
    try fake.listen(at: "/run/elsewhere.comm")
    #expect(await found()?.standing == .fact)
  }

  @Test func `HR-03 daemon and library of different versions are both named`() async throws {
    fake.readers.failure = CPSError(.readerServiceVersion, ["library": "1.9.9"])
    try fake.write(
      """
      Package: libpcsclite1
      Status: install ok installed
      Version: 1.9.9-2

      Package: pcscd
      Version: 2.0.3-1
      """, to: "/var/lib/dpkg/status")
    let finding = await found()
    #expect(finding?.cause == .versionsDiffer)
    #expect(finding?.cause(in: .english)?.contains("pcscd 2.0.3-1, package libpcsclite1 1.9.9-2") == true)
  }

  @Test func `HR-04 a refusal by polkit comes with the rule that admits this user`() async {
    fake.readers.failure = CPSError(.readerServiceRefused)
    let finding = await found()
    #expect(finding?.cause == .polkitRefuses)
    #expect(finding?.exitStatus == .noPermission)
    for language in Language.allCases {
      let remedy = finding?.remedy(in: language)
      #expect(remedy?.contains("org.debian.pcsc-lite.access_pcsc") == true)
      #expect(remedy?.contains("org.debian.pcsc-lite.access_card") == true)
      #expect(remedy?.hasSuffix(#"subject.user == "camille") return polkit.Result.YES; });"#) == true)
    }
  }

  @Test func `HR-04 a name cannot write into the rule`() async {
    fake.variables["USER"] = #"x") return YES; //"#
    fake.readers.failure = CPSError(.readerServiceRefused)
    #expect(await found()?.values["rule"]?.contains(#"subject.user == "xreturnYES")"#) == true)
  }

  @Test(arguments: ["hidepid=2", "hidepid=invisible"])
  func `HR-04 hidden processes are the cause where /proc hides them`(option: String) async throws {
    fake.readers.failure = CPSError(.readerServiceRefused)
    try fake.write("proc /proc proc rw,nosuid,\(option) 0 0\n", to: "/proc/mounts")
    let finding = await found()
    #expect(finding?.cause == .processesHidden)
    #expect(finding?.values["option"] == option)
  }

  @Test func `HR-04 a container is the cause inside one`() async throws {
    fake.readers.failure = CPSError(.readerServiceRefused)
    try fake.write("proc /proc proc rw,hidepid=0 0 0\n", to: "/proc/mounts")
    try fake.write("", to: "/run/.containerenv")
    #expect(await found()?.cause == .insideContainer)
  }

  @Test func `any other failure is told as it is`() async {
    fake.readers.failure = CPSError(.timedOut, reason: "SCardEstablishContext")
    let finding = await found()
    #expect(finding?.code == "timed-out")
    #expect(finding?.cause == nil)
    #expect(finding?.reason == "SCardEstablishContext")
  }
}
