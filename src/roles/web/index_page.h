// index.html as the web app's build leaves it, and what the server adds to it.
//
// The build marks its places: <base href="/">, <meta name="picket-version" content="">, and the
// word PICKET_NONCE wherever a nonce belongs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace picket::web {

/// Immutable, so any thread may render it.
class IndexPage {
 public:
  /// `path_prefix` is the path of the public address, with a slash at both ends: "/", "/picket/".
  IndexPage(std::string_view html, std::string_view path_prefix, std::string_view version);

  /// The page with `nonce` in each of its places. A nonce is used once.
  std::string render(std::string_view nonce) const;

 private:
  std::vector<std::string> parts_;  ///< A nonce goes between each two.
};

/// The path of a public address with a slash at both ends: "https://h/picket" has "/picket/".
std::string path_prefix_of(std::string_view url);

/// "https://h:8443/picket" has "https://h:8443". Empty when it holds anything that a policy could
/// take for something else.
std::string origin_of(std::string_view url);

/// Content-Security-Policy for a page with that nonce: only the server's own files, no plugins, no
/// frames around it, no forms to elsewhere. `ingest_origin` may be talked to as well: first steps
/// send a test event. Style attributes are allowed, as menus place themselves with them; scripts
/// have no such hole.
std::string content_security_policy(std::string_view nonce, std::string_view ingest_origin);

}  // namespace picket::web
