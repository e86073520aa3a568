#include "roles/api/key_json.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/random.h"
#include "domain/project/settings.h"
#include "ports/projects.h"
#include "roles/api/json_text.h"
#include "roles/api/project_fields.h"

namespace picket::api {
namespace {

namespace json = boost::json;

constexpr std::size_t kKeyBytes = 16;
constexpr std::int64_t kMaxCount = 1'000'000'000;
constexpr std::int64_t kMaxWindow_s = 86'400;

/// `https://KEY@host/prefix/7`
std::string dsn_with(std::string_view url, std::string_view credentials, ProjectId project) {
  const std::size_t start = url.find("://");
  const std::size_t at = start == std::string_view::npos ? 0 : start + 3;
  return fmt::format("{}{}@{}/{}", url.substr(0, at), credentials, url.substr(at), project.value);
}

json::object dsn_of(std::string_view url, const ports::ClientKey& key) {
  const std::string_view pub = key.public_key;
  const std::string api = fmt::format("{}/api/{}", url, key.project.value);
  const auto endpoint = [&](std::string_view name) {
    return fmt::format("{}/{}/?sentry_key={}", api, name, pub);
  };
  const std::string both =
      key.secret.empty() ? std::string(pub) : fmt::format("{}:{}", pub, key.secret);
  return {{"secret", dsn_with(url, both, key.project)},
          {"public", dsn_with(url, pub, key.project)},
          {"csp", endpoint("csp-report")},
          {"security", endpoint("security")},
          {"minidump", endpoint("minidump")},
          {"nel", endpoint("nel")},
          {"unreal", fmt::format("{}/unreal/{}/", api, pub)},
          {"crons", fmt::format("{}/cron/___MONITOR_SLUG___/{}/", api, pub)},
          {"cdn", fmt::format("{}/js-sdk-loader/{}.min.js", url, pub)},
          {"playstation", endpoint("playstation")},
          {"integration", api + "/integration/"},
          {"otlp_traces", api + "/integration/otlp/v1/traces"},
          {"otlp_logs", api + "/integration/otlp/v1/logs"}};
}

bool is_limited(const ports::ClientKey& key) {
  return key.limit_count > 0 && key.limit_window_s > 0;
}

json::value limit_of(const ports::ClientKey& key) {
  if (!is_limited(key)) return nullptr;
  return json::object{{"window", key.limit_window_s}, {"count", key.limit_count}};
}

/// null, or {count, window}.
void read_limit(Fields& fields, const json::object& body, ports::ClientKey& key) {
  const json::value* const limit = body.if_contains("rateLimit");
  if (limit == nullptr) return;
  if (limit->is_null()) {
    key.limit_count = 0;
    key.limit_window_s = 0;
    return;
  }
  if (!limit->is_object()) {
    fields.refuse("rateLimit", "Expected an object.");
    return;
  }
  Fields inside(limit->get_object());
  const auto count = inside.number("count", 0, kMaxCount);
  const auto window = inside.number("window", 0, kMaxWindow_s);
  if (!inside.ok()) {
    fields.refuse("rateLimit",
                  fmt::format("count is a number from 0 to {}, window one of seconds up to {}.",
                              kMaxCount, kMaxWindow_s));
    return;
  }
  key.limit_count = count.value_or(0);
  key.limit_window_s = window.value_or(0);
}

}  // namespace

Answer<std::vector<ports::ClientKey>> read_keys(const Call& call) {
  const ProjectId project = call.grant.projects.front()->project;
  auto keys = call.meta().projects().keys({&project, 1});
  if (!keys) return unexpected(failed(keys.error()));
  return *std::move(keys);
}

Answer<ports::ClientKey> read_key(const Call& call) {
  const auto keys = read_keys(call);
  if (!keys) return unexpected(keys.error());
  const std::string_view name = call.request.param("key");
  // A number is shorter than a public key.
  const auto number = ascii::parse_uint<std::uint32_t>(name);
  const auto found = std::find_if(keys->begin(), keys->end(), [&](const ports::ClientKey& key) {
    return key.public_key == name || (number && key.id.value == *number);
  });
  if (found == keys->end()) return unexpected(not_found());
  return *found;
}

ports::ClientKey new_key(ProjectId project, std::string_view label, Timestamp now) {
  ports::ClientKey key;
  key.project = project;
  key.public_key = random_hex(kKeyBytes);
  key.secret = random_hex(kKeyBytes);
  key.label = label;
  key.created = now;
  return key;
}

json::object key_json(const Call& call, const ports::ClientKey& key) {
  json::object loader;
  for (const domain::Setting& option : domain::loader_options())
    loader[option.name] = key.settings.get(option);
  json::object shown = {{"id", key.public_key},
                        {"name", key.label},
                        {"label", key.label},
                        {"public", key.public_key},
                        {"secret", text_or_null(key.secret)},
                        {"projectId", key.project.value},
                        {"isActive", key.active},
                        {"rateLimit", limit_of(key)},
                        {"dsn", dsn_of(call.options.dsn_url(), key)},
                        {"browserSdk", {{"choices", json::array()}}},
                        {"dateCreated", date_text(key.created)},
                        {"dynamicSdkLoaderOptions", std::move(loader)}};
  for (const domain::Setting& setting : domain::key_settings())
    shown[setting.name] = key.settings.get(setting);
  for (const char* version : {"10.x", "9.x", "8.x"})
    shown["browserSdk"].at("choices").as_array().push_back(json::array{version, version});
  return shown;
}

ports::ClientKey read_key_fields(Fields& fields, const json::object& body,
                                 const ports::ClientKey& before) {
  ports::ClientKey after = before;
  if (const auto name = fields.text("name", kMaxKeyName); name && !name->empty())
    after.label = *name;
  if (const auto active = fields.flag("isActive")) after.active = *active;
  read_limit(fields, body, after);
  read_settings(fields, body, domain::key_settings(), after.settings);
  if (const json::value* const loader = body.if_contains("dynamicSdkLoaderOptions")) {
    if (loader->is_object()) {
      read_settings(fields, loader->get_object(), domain::loader_options(), after.settings);
    } else {
      fields.refuse("dynamicSdkLoaderOptions", "Expected an object.");
    }
  }
  return after;
}

Changes compare_keys(const ports::ClientKey& before, const ports::ClientKey& after) {
  Changes changes;
  changes.note_text("name", before.label, after.label);
  changes.note("isActive", before.active, after.active);
  changes.note("rateLimit", limit_of(before), limit_of(after));
  for (const auto table : {domain::key_settings(), domain::loader_options()}) {
    for (const domain::Setting& setting : table)
      changes.note(setting.name, before.settings.get(setting), after.settings.get(setting));
  }
  return changes;
}

}  // namespace picket::api
