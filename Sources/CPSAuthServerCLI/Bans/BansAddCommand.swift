public import ArgumentParser
import CPSAuth
public import CPSAuthSafeguards
import CPSConfiguration
import CPSDiagnostics
import CPSPrimitives

extension BanScope: ExpressibleByArgument {}

/// `cpsauth-server bans add NETWORK --for 72h --reason TEXT --config FILE`.
struct BansAddCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "add",
      abstract: HostSpeech.text(
        fr: "Bannit une adresse ou un réseau pour un temps.",
        en: "Bans an address or a network for a time."))
  }

  @Argument(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "192.0.2.7, 192.0.2.0/24, 2001:db8::/48. En IPv6, un abonné a au moins un /64.",
        en: "192.0.2.7, 192.0.2.0/24, 2001:db8::/48. In IPv6, a subscriber has a /64 at least."),
      valueName: "network"))
  var network: String

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      HostSpeech.text(fr: "Durée, un an au plus : 72h.", en: "For how long, a year at most: 72h."),
      valueName: "time"))
  var duration: String

  @OptionGroup var why: RequiredReasonOption

  @Option(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "passwords : ce qu’un mot de passe ouvre ; everything : toute requête.",
        en: "passwords: what a password opens; everything: every request."),
      valueName: "scope"))
  var scope = BanScope.passwords

  @Flag(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "Confirme un réseau très large (IPv4 sous /16, IPv6 sous /32).",
        en: "Confirms a very wide network (IPv4 below /16, IPv6 below /32).")))
  var wide = false

  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let (block, reason) = (try AddressBlock(network), try why.accessReason())
    guard let life = DurationText.parse(duration), life > .zero else {
      throw CPSError(.banOrderInvalid, ["detail": duration], reason: "a time such as 72h")
    }
    let order = try BanOrder(
      block, from: scope, until: SystemWallClock().now() + life, because: reason, isWideMeant: wide)
    let ban = try await HostState.useRecords(try options.settings()) { office throws(CPSError) in
      try await office.desk.act(BanAddition.self, on: order, because: reason) { () async throws(CPSError) in
        BanLine(try await office.bans.add(order, by: office.desk.actor))
      }
    }
    try console.show(ban, or: [BanTexts.taken(ban, in: console.language)])
  }
}
