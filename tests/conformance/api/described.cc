#include "conformance/api/described.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "conformance/api/schema_check.h"
#include "roles/api/openapi.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash + 1);
  }
  return parts;
}

/// How many parts are the same word; nullopt when the pattern is of other paths.
std::optional<int> likeness(std::string_view pattern, std::string_view path) {
  const auto wanted = parts_of(pattern);
  const auto given = parts_of(path);
  if (wanted.size() != given.size()) return std::nullopt;
  int same = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i] == given[i]) {
      ++same;
    } else if (!wanted[i].starts_with('{') || given[i].empty()) {
      return std::nullopt;
    }
  }
  return same;
}

/// The operation of the document that a request is; null when there is none.
const json::object* operation_of(std::string_view method, std::string_view path) {
  const json::object* found = nullptr;
  int best = -1;
  std::string key(method);
  for (char& c : key) c = static_cast<char>(c + ('a' - 'A'));
  for (const json::key_value_pair& one : described_api().at("paths").as_object()) {
    const auto same = likeness(one.key(), path);
    const json::value* const operation = one.value().as_object().if_contains(key);
    if (!same || *same <= best || operation == nullptr) continue;
    best = *same;
    found = &operation->as_object();
  }
  return found;
}

void expect_body(const json::value& schema, std::string_view query, std::string_view body,
                 const std::string& where) {
  boost::system::error_code failed;
  const json::value value = json::parse(body, failed);
  EXPECT_FALSE(failed) << where << ": " << body;
  if (failed) return;
  const bool collapsed = query.find("collapse") != std::string_view::npos;
  const SchemaCheck check(described_api(), collapsed ? "" : "CollapsedIssue");
  for (const std::string& flaw : check.flaws(schema, value))
    ADD_FAILURE() << where << " is not as described: " << flaw;
}

/// Members that tests send to see that they are passed over, or taken only as they are.
constexpr std::pair<std::string_view, std::string_view> kPassedOver[] = {
    {"", "neverHeardOf"},
    {"organization_update", "require2FA"},
    {"organization_issue_update", "unknown"},
    {"organization_member_update", "email"},
    {"organization_member_update", "flags"},
    {"organization_member_update", "id"},
    {"organization_member_update", "organization"},
    {"organization_member_update", "user"},
    {"user_change", "id"},
    {"user_change", "isActive"},
    {"user_change", "isSuperuser"},
};

bool is_passed_over(const json::object& operation, std::string_view flaw) {
  const std::string_view id = operation.at("operationId").as_string();
  return std::any_of(std::begin(kPassedOver), std::end(kPassedOver), [&](const auto& one) {
    return id.starts_with(one.first) && flaw == fmt::format(".{}: described nowhere", one.second);
  });
}

/// What a request sends and gets an answer to is described.
void expect_request(const json::object& operation, std::string_view body,
                    const std::string& where) {
  boost::system::error_code failed;
  json::value parsed = json::parse(body, failed);
  if (failed || !parsed.is_object()) return;
  json::object sent;  // Null is as good as absent.
  for (const json::key_value_pair& one : parsed.get_object()) {
    if (!one.value().is_null()) sent[one.key()] = one.value();
  }
  if (sent.empty()) return;
  const json::value* const request = operation.if_contains("requestBody");
  EXPECT_NE(request, nullptr) << where << " takes no body, as described";
  if (request == nullptr) return;
  const json::value& schema = request->at("content").at("application/json").at("schema");
  for (const std::string& flaw : SchemaCheck(described_api()).flaws(schema, sent)) {
    if (is_passed_over(operation, flaw)) continue;
    ADD_FAILURE() << where << " took what is not described: " << flaw;
  }
}

}  // namespace

const json::object& described_api() {
  static const json::object kDocument = api::openapi_document("https://picket.example");
  return kDocument;
}

void expect_described(std::string_view method, std::string_view path, std::string_view body,
                      const net::testkit::Answer& answer) {
  const std::size_t mark = path.find('?');
  const std::string_view query = mark == std::string_view::npos ? "" : path.substr(mark);
  const json::object* const operation = operation_of(method, path.substr(0, mark));
  if (operation == nullptr || answer.status < 200 || answer.status >= 300) return;
  const std::string where = fmt::format("{} {}", method, path);
  const json::value* const response =
      operation->at("responses").as_object().if_contains(std::to_string(answer.status));
  EXPECT_NE(response, nullptr) << where << ": " << answer.status << " is not described";
  if (response == nullptr) return;
  expect_request(*operation, body, where);
  // Not ours: bytes as an application sent them.
  if (query.starts_with("?download")) return;
  if (answer.headers.get("Content-Type").starts_with("text/csv")) return;
  const json::value* const content = response->as_object().if_contains("content");
  if (content == nullptr) {
    EXPECT_EQ(answer.body, "") << where;
  } else {
    expect_body(content->at("application/json").at("schema"), query, answer.body, where);
  }
}

}  // namespace picket::conformance
