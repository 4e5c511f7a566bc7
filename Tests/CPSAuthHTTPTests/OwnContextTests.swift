import CPSAuth
import CPSAuthHTTP
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import HTTPTestSupport
import Hummingbird
import InfopatientDemonstration
import Testing

/// A service's own context, with something of its own beside the conversation.
private struct PortalContext: ConversationContext {
  var coreContext: CoreRequestContextStorage
  var conversation = Conversation(source: "portal")
  var greeting = "bonjour"

  init(source: ApplicationRequestContextSource) { coreContext = CoreRequestContextStorage(source: source) }
}

@Suite struct OwnContextTests {
  /// A route of a service's own, as the README and DESIGN show it: session from the context, permit in the body.
  @Test func `a service's own context and route stand behind the same gate`() async throws {
    let service = try TestService()
    let directory = InsuredDirectory()
    let router = Router(context: PortalContext.self)
    let members = service.front.addRoutes(to: router)
    members.post("infopatient") { [gate = service.gate] request, context in
      let subject = try NIR(String(buffer: try await request.body.collect(upTo: 100)))
      let answer = try await gate.perform(
        InfopatientLookup.self, as: try context.requireSession(), about: subject
      ) { permit in
        try await directory.lookup(permit)
      }
      return "\(context.greeting) \(answer?.familyName ?? "personne")"
    }
    router.get("open") { _, context in
      _ = try context.requireSession()
      return "never"
    }
    let transport = InProcessTransport(responder: router.buildResponder(), logger: service.logger)
    let station = try TestWorkstation(audience: service.audience, transport: transport, clock: service.clock)
    let token = try await station.cardToken(FixtureCard("physician"))
    let answer = try await station.send("POST", "/infopatient", "208137512536476", token: token)
    #expect(String(decoding: answer.body, as: UTF8.self) == "bonjour Aubépin")

    let nurse = try await station.cardToken(FixtureCard("nurse"))
    #expect(
      try await station.send("POST", "/infopatient", "208137512536476", token: nurse).code == "gate.denied")
    #expect(try await station.send("POST", "/infopatient", "208137512536476").code == "session.missing")
    // A route that does not ask for a session has none, whoever calls it.
    #expect(try await station.send("GET", "/open", token: token).code == "session.missing")
  }
}
