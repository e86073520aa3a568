#include "net/router.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>

#include "base/assert.h"

namespace picket::net {
namespace {

constexpr std::size_t kMethods = static_cast<std::size_t>(Method::other) + 1;

constexpr std::size_t index_of(Method method) noexcept {
  return static_cast<std::size_t>(method);
}

/// The segments between slashes; empty ones (duplicate slashes) left out.
std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view segment = path.substr(0, slash);
    if (!segment.empty()) segments.push_back(segment);
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash + 1);
  }
  return segments;
}

bool is_param(std::string_view segment) noexcept {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

/// "{rest...}"
bool is_rest(std::string_view segment) noexcept {
  return is_param(segment) && segment.ends_with("...}") && segment.size() > 5;
}

bool ends_in_slash(std::string_view path) noexcept {
  return path.ends_with('/');
}

std::string join(std::span<const std::string_view> segments) {
  std::string path;
  for (const std::string_view segment : segments) {
    if (!path.empty()) path += '/';
    path += segment;
  }
  return path;
}

}  // namespace

/// One segment of the tree. Routes that differ only in the last slash share a node.
struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> param;
  std::unique_ptr<Node> rest;                                  ///< A leaf.
  std::array<std::array<const Route*, 2>, kMethods> routes{};  ///< [method][ends in slash]

  const Route* find(Method method, bool slash) const noexcept {
    const Route* route = routes[index_of(method)][slash];
    if (route == nullptr && method == Method::head) route = find(Method::get, slash);
    return route;
  }

  bool has_any(bool slash) const noexcept {
    return std::any_of(routes.begin(), routes.end(),
                       [slash](const auto& by_slash) { return by_slash[slash] != nullptr; });
  }

  std::string allow(bool slash) const {
    std::string names;
    for (std::size_t i = 0; i < kMethods; ++i) {
      const auto method = static_cast<Method>(i);
      if (find(method, slash) == nullptr) continue;
      if (!names.empty()) names += ", ";
      names += to_string(method);
    }
    return names;
  }

  /// Depth first, literal before parameter before rest; the first node that has a route for the
  /// path wins. The value of a rest is not among `params`.
  const Node* walk(std::span<const std::string_view> path, bool slash,
                   std::vector<std::string_view>& params) const {
    bool known = false;  // A literal has the first segment: the rest keeps off.
    if (path.empty()) {
      if (has_any(slash)) return this;
    } else {
      const auto literal = literals.find(path.front());
      known = literal != literals.end();
      const Node* found = known ? literal->second->walk(path.subspan(1), slash, params) : nullptr;
      if (found == nullptr) found = walk_param(path, slash, params);
      if (found != nullptr) return found;
    }
    return !known && rest != nullptr && rest->has_any(slash) ? rest.get() : nullptr;
  }

  const Node* walk_param(std::span<const std::string_view> path, bool slash,
                         std::vector<std::string_view>& params) const {
    if (param == nullptr) return nullptr;
    params.push_back(path.front());
    if (const Node* found = param->walk(path.subspan(1), slash, params)) return found;
    params.pop_back();
    return nullptr;
  }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;

void Router::add(Route added) {
  PICKET_ASSERT(added.pattern.starts_with('/'));
  PICKET_ASSERT(std::none_of(routes_.begin(), routes_.end(),
                             [&added](const Route& route) { return route.name == added.name; }));
  const Route& route = routes_.emplace_back(std::move(added));
  Node* node = root_.get();
  const std::vector<std::string_view> segments = segments_of(route.pattern);
  for (const std::string_view& segment : segments) {
    if (is_rest(segment)) {
      PICKET_ASSERT(&segment == &segments.back());
      if (node->rest == nullptr) node->rest = std::make_unique<Node>();
      node = node->rest.get();
      continue;
    }
    if (is_param(segment)) {
      if (node->param == nullptr) node->param = std::make_unique<Node>();
      node = node->param.get();
      continue;
    }
    PICKET_ASSERT(segment.find_first_of("{}%") == std::string_view::npos);
    auto& literal = node->literals[std::string(segment)];
    if (literal == nullptr) literal = std::make_unique<Node>();
    node = literal.get();
  }
  for (const bool slash : {false, true}) {
    if (!route.slash_optional && slash != ends_in_slash(route.pattern)) continue;
    const Route*& slot = node->routes[index_of(route.method)][slash];
    PICKET_ASSERT(slot == nullptr);
    slot = &route;
  }
}

Router::Match Router::match(Method method, std::string_view path) const {
  Match match;
  const std::vector<std::string_view> sent = segments_of(path);
  std::vector<std::string> decoded;  // Only the few segments that carry an escape.
  decoded.reserve(sent.size());
  std::vector<std::string_view> segments;
  segments.reserve(sent.size());
  for (const std::string_view segment : sent) {
    const bool escaped = segment.find('%') != std::string_view::npos;
    segments.push_back(escaped ? decoded.emplace_back(percent_decode(segment, false)) : segment);
  }

  const bool slash = ends_in_slash(path);
  std::vector<std::string_view> values;
  const Node* const node = root_->walk(segments, slash, values);
  if (node == nullptr) return match;
  match.route = node->find(method, slash);
  if (match.route == nullptr) {
    match.allow = node->allow(slash);
    return match;
  }
  auto value = values.begin();
  std::size_t depth = 0;
  for (const std::string_view segment : segments_of(match.route->pattern)) {
    if (is_rest(segment)) {
      match.params.emplace_back(segment.substr(1, segment.size() - 5),
                                join(std::span(segments).subspan(depth)));
    } else if (is_param(segment)) {
      match.params.emplace_back(segment.substr(1, segment.size() - 2), *value++);
    }
    ++depth;
  }
  return match;
}

std::string_view to_string(Method method) noexcept {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::delete_:
      return "DELETE";
    case Method::options:
      return "OPTIONS";
    case Method::other:
      return "";
  }
  return "";
}

}  // namespace picket::net
