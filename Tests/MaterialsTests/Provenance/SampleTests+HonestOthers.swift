extension Sample {
    /// Honest packages in PHP, Ruby, Go and Rust.
    static let honestOthers: [Sample] = [
        Sample(
            "a client in Ruby",
            "x-1.gem",
            [
                (
                    "lib/l.rb",
                    #"""
                    require "net/http"
                    module L
                      class Client
                        def initialize(url, api_key:)
                          @url = URI(url)
                          @key = api_key
                        end
                        def post(data)
                          Net::HTTP.post(@url, data, "Authorization" => @key)
                        end
                      end
                    end
                    """#
                )
            ]
        ),
        Sample(
            "a tracer in Ruby",
            "x-1.gem",
            [
                (
                    "lib/p.rb",
                    #"""
                    module P
                      def self.start
                        @t = TracePoint.new(:call) { |tp| (@n ||= Hash.new(0))[
                          tp.method_id] += 1 }
                        @t.enable
                        at_exit { warn @n.sort_by(&:last).last(10).inspect }
                      end
                    end
                    """#
                )
            ]
        ),
        Sample(
            "a hook in Go",
            "x.zip",
            [
                (
                    "y.example/x@v1.0.0/s.go",
                    #"""
                    package s

                    import (
                    	"encoding/json"
                    	"net/http"
                    	"os/exec"
                    )

                    type Hook struct{ Command []string }

                    func (h *Hook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
                    	if r.Header.Get("X-Token") == "" {
                    		http.Error(w, "no", 403)
                    		return
                    	}
                    	var body map[string]any
                    	_ = json.NewDecoder(r.Body).Decode(&body)
                    	_ = exec.Command(h.Command[0], h.Command[1:]...).Run()
                    }
                    """#
                ),
                (
                    "y.example/x@v1.0.0/go.mod",
                    #"""
                    module y.example/x
                    """#
                ),
            ]
        ),
        Sample(
            "a client in PHP",
            "x.zip",
            [
                (
                    "composer.json",
                    #"""
                    {"name":"a/b","autoload":{"psr-4":{"A\\":"src/"}}}
                    """#
                ),
                (
                    "src/Client.php",
                    #"""
                    <?php
                    class Client {
                      const API = "https://api.pay.example/v1";
                      public function __construct(private string $key) {}
                      public function charge($amount) {
                        $c = curl_init(self::API . "/charges");
                        curl_setopt($c, CURLOPT_HTTPHEADER,
                          ["Authorization: Basic " . base64_encode($this->key . ":")]);
                        return curl_exec($c);
                      }
                    }
                    """#
                ),
            ]
        ),
        Sample(
            "a runner in Rust",
            "x-1.0.0.crate",
            [
                (
                    "src/lib.rs",
                    #"""
                    use std::process::Command;
                    /// Runs a tool.
                    pub fn run(tool: &str,
                      args: &[&str]) -> std::io::Result<std::process::ExitStatus> {
                        Command::new(tool).args(args).status()
                    }
                    pub fn fetch(url: &str) -> Vec<u8> {
                        reqwest::blocking::get(url).unwrap().bytes().unwrap().to_vec()
                    }
                    """#
                ),
            ]
        ),
        Sample(
            "a connection to where one is told",
            "x-1.gem",
            [
                (
                    "lib/x.rb",
                    #"""
                    require "socket"
                    module X
                      def self.open(host, port)
                        TCPSocket.new(host, port)
                      end
                      def self.version
                        `git --version`
                      end
                    end
                    """#
                )
            ]
        ),
        Sample(
            "a folder of its own that is removed",
            "x-1.0.0.crate",
            [
                (
                    "src/lib.rs",
                    #"""
                    /// Removes what was built.
                    pub fn clean(root: &std::path::Path) -> std::io::Result<()> {
                        std::fs::remove_dir_all(root.join("target"))
                    }
                    """#
                ),
            ]
        ),
    ]
}
