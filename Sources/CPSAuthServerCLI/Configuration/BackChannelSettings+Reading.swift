import CPSConfiguration
import CPSDiagnostics
import CPSProof

extension BackChannelSettings {
  init(_ reader: inout ConfigurationReader, _ paths: PathResolver) throws(CPSError) {
    let permits = reader.optional("permits")
    let address = reader.optional("address")
    listener = try Listener(&reader, paths)
    if listener.isTLS, let address {
      throw address.refusal("the back channel is for this machine alone, in clear")
    }
    secret = try reader.optional("secret").map { value throws(CPSError) in paths.resolve(try value.string()) }
    functions =
      try permits?.section { section throws(CPSError) in
        var functions: [FunctionName: SubjectForm] = [:]
        for (name, value) in section.all() {
          guard let function = FunctionName(rawValue: name) else {
            throw value.refusal("malformed function name")
          }
          functions[function] = try value.choice()
        }
        return functions
      } ?? [:]
    if case .loopback = listener, secret == nil, let permits {
      throw permits.refusal(
        "every user of this machine reaches a loopback address: add “secret”, or use a socket")
    }
  }
}
