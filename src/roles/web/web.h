// The web role: answers page paths with the web app and serves its files.
//
// Every path that nobody else has is a page: the app itself says "Nothing here" where it has none.
// Add its routes beside those of the other roles; its one route that takes any path keeps off what
// begins with a literal of theirs (see net::Router), so /api/, /health/ and /metrics stay theirs.
#pragma once

#include <string>
#include <string_view>

#include "net/http.h"
#include "net/router.h"
#include "roles/web/asset_pack.h"
#include "roles/web/index_page.h"

namespace picket::web {

struct WebOptions {
  std::string url;         ///< Public address, path prefix included.
  std::string ingest_url;  ///< What DSNs start with.
  std::string version;     ///< Shown in the app.
};

/// Immutable once made; its handlers never block. Outlives the router's last request, and is
/// outlived by what the pack was read from.
class Web {
 public:
  Web(AssetPack pack, const WebOptions& options);
  Web(const Web&) = delete;
  Web& operator=(const Web&) = delete;

  /// Adds nothing when the pack is empty.
  void add_routes(net::Router& router) const;

  /// A page: index.html with a nonce of its own.
  net::Response page() const;
  /// A file of the app; 404 when there is none of that path (without a leading slash).
  net::Response file(const net::Request& request, std::string_view path) const;

 private:
  const AssetPack pack_;
  const IndexPage index_;
  const std::string ingest_origin_;
};

/// The pack that was built into this program; no bytes in builds without the web app.
std::string_view embedded_pack() noexcept;

}  // namespace picket::web
