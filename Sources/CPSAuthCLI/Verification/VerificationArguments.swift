public import ArgumentParser
public import CPSTrust

extension PlainPurpose: ExpressibleByArgument {}
extension PlainRevocation: ExpressibleByArgument {}
