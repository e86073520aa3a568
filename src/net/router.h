// Which handler answers which method and path. The table is data: tests and the API description are
// generated from it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "base/units.h"
#include "net/http.h"

namespace picket::net {

/// Runs on the server's blocking pool, so it may block, but within its own deadlines.
using BlockingHandler = std::function<Response(const Request&)>;
/// A coroutine function on the connection's io thread: it must never block. The executor of
/// `this_coro` is that thread.
using AsyncHandler = std::function<boost::asio::awaitable<Response>(Request)>;

/// Why a request never reached its handler although its route was found.
enum class Refusal : std::uint8_t {
  too_large,             ///< 413: the decoded body exceeds the route's limit, or any body's.
  unsupported_encoding,  ///< 415
  corrupt_encoding,      ///< 400
  overloaded,            ///< 503: no memory for the body, or no place in the handler's queue.
};

/// Sees the request without its body and the answer that is about to be sent, which it may change.
/// Runs on the io thread: short, never blocking.
using RefusalHook = std::function<void(const Request&, Refusal, Response&)>;

/// Body limit of a route that names none: enough for any form or JSON command of the API.
inline constexpr std::size_t kDefaultBodyBytes = 1_MiB;

struct Route {
  std::string name;  ///< Stable slug, unique per table, e.g. "issue_detail".
  Method method = Method::get;
  std::string pattern;  ///< "/api/0/issues/{id}/": a segment is literal, one {param}, or as the
                        ///< last one {rest...}, which takes all that follow, or none.
  std::variant<BlockingHandler, AsyncHandler> handler;
  std::size_t max_body_bytes = kDefaultBodyBytes;  ///< Of the decoded body.
  bool slash_optional = false;  ///< The pattern's last slash may be absent, or added.
  RefusalHook on_refusal = nullptr;
};

/// Filled before the server starts, then only read, from any thread.
class Router {
 public:
  Router();
  ~Router();
  Router(const Router&) = delete;
  Router& operator=(const Router&) = delete;

  /// A malformed pattern, a second route for the same method and path, or a second use of a name
  /// is a mistake of the program: aborts.
  void add(Route route);

  /// In the order added.
  const std::deque<Route>& routes() const noexcept { return routes_; }

  struct Match {
    const Route* route = nullptr;  ///< Null: nothing for that path, or not for that method.
    std::vector<std::pair<std::string, std::string>> params;  ///< Percent-decoded.
    std::string allow;  ///< Methods that the path has; empty when nobody knows the path.
  };

  /// `path` as sent, still percent-encoded; duplicate slashes count as one. A literal segment wins
  /// over a parameter, and both over a rest. A rest takes nothing that begins with a literal beside
  /// it: next to "/api/0/issues/", "/{page...}" leaves every unknown path below "/api/" unknown.
  /// HEAD finds the route of GET unless it has its own.
  Match match(Method method, std::string_view path) const;

 private:
  struct Node;

  std::deque<Route> routes_;
  std::unique_ptr<Node> root_;
};

/// "GET"; "" for Method::other.
std::string_view to_string(Method method) noexcept;

}  // namespace picket::net
