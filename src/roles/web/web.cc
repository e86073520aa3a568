#include "roles/web/web.h"

#include <utility>

#include <boost/asio/awaitable.hpp>
#include <fmt/format.h>

#include "base/random.h"
#include "roles/web/negotiation.h"

namespace picket::web {
namespace {

using boost::asio::awaitable;

constexpr std::string_view kIndexPath = "index.html";
/// Files whose name holds a hash of what is in them.
constexpr std::string_view kHashedFolder = "assets/";
constexpr std::size_t kNonceBytes = 16;

std::string_view index_html(const AssetPack& pack) {
  const Asset* const index = pack.find(kIndexPath);
  return index == nullptr ? std::string_view() : index->plain;
}

/// For every answer: nothing of it may be taken for something else, and no address leaks.
void add_security_headers(net::Headers& headers) {
  headers.add("X-Content-Type-Options", "nosniff");
  headers.add("X-Frame-Options", "DENY");
  headers.add("Referrer-Policy", "no-referrer");
  headers.add("Cross-Origin-Opener-Policy", "same-origin");
  headers.add("Cross-Origin-Resource-Policy", "same-origin");
}

std::string_view content_of(const Asset& asset, Coding coding) {
  switch (coding) {
    case Coding::identity:
      return asset.plain;
    case Coding::gzip:
      return asset.gzip;
    case Coding::brotli:
      return asset.brotli;
  }
  return asset.plain;
}

net::Response not_found() {
  net::Response response;
  response.status = 404;
  response.content_type = "text/plain; charset=utf-8";
  response.body = "Nothing here.\n";
  response.headers.add("Cache-Control", "no-store");
  add_security_headers(response.headers);
  return response;
}

/// "favicon.ico", ".env", ".well-known/x": no page of the app begins with such a word, as slugs
/// hold no dot. Answering them with a page would make scanners and crawlers believe in them.
bool is_file_path(std::string_view path) noexcept {
  return path.substr(0, path.find('/')).find('.') != std::string_view::npos;
}

void add(net::Router& router, std::string name, std::string pattern, bool slash_optional,
         net::AsyncHandler handler) {
  net::Route route;
  route.name = std::move(name);
  route.pattern = std::move(pattern);
  route.slash_optional = slash_optional;
  route.handler = std::move(handler);
  route.max_body_bytes = 0;
  router.add(std::move(route));
}

awaitable<net::Response> answer_page(const Web& web, net::Request request) {
  const std::string_view path = request.param("page");
  co_return is_file_path(path) ? web.file(request, path) : web.page();
}

awaitable<net::Response> answer_asset(const Web& web, net::Request request) {
  std::string path(kHashedFolder);
  path += request.param("file");
  co_return web.file(request, path);
}

}  // namespace

Web::Web(AssetPack pack, const WebOptions& options)
    : pack_(std::move(pack)),
      index_(index_html(pack_), path_prefix_of(options.url), options.version),
      ingest_origin_(origin_of(options.ingest_url)) {}

void Web::add_routes(net::Router& router) const {
  if (pack_.empty()) return;
  add(router, "web_asset", "/assets/{file}", false,
      [this](net::Request request) { return answer_asset(*this, std::move(request)); });
  add(router, "web_page", "/{page...}", true,
      [this](net::Request request) { return answer_page(*this, std::move(request)); });
}

net::Response Web::page() const {
  const std::string nonce = random_hex(kNonceBytes);
  net::Response response;
  response.content_type = "text/html; charset=utf-8";
  response.body = index_.render(nonce);
  // Each answer has a nonce of its own, so there is no ETag: after a 304 the kept page would not
  // fit the new policy. It is two kilobytes.
  response.headers.add("Cache-Control", "no-cache");
  response.headers.add("Content-Security-Policy", content_security_policy(nonce, ingest_origin_));
  add_security_headers(response.headers);
  return response;
}

net::Response Web::file(const net::Request& request, std::string_view path) const {
  const Asset* const asset = pack_.find(path);
  if (asset == nullptr || path == kIndexPath) return not_found();
  const Coding coding = choose_coding(request.headers.get("accept-encoding"),
                                      !asset->brotli.empty(), !asset->gzip.empty());
  // Another coding is another representation (RFC 9110 section 8.8.3.3).
  const std::string etag = coding == Coding::identity
                               ? std::string(asset->etag)
                               : fmt::format("{}-{}", asset->etag, to_string(coding));
  net::Response response;
  response.headers.add("ETag", fmt::format("\"{}\"", etag));
  response.headers.add("Vary", "Accept-Encoding");
  response.headers.add("Cache-Control", path.starts_with(kHashedFolder)
                                            ? "public, max-age=31536000, immutable"
                                            : "public, no-cache");
  add_security_headers(response.headers);
  if (has_etag(request.headers.get("if-none-match"), etag)) {
    response.status = 304;
    return response;
  }
  if (coding != Coding::identity) response.headers.add("Content-Encoding", to_string(coding));
  response.content_type = asset->type;
  response.body = content_of(*asset, coding);
  return response;
}

}  // namespace picket::web
