// Who was hit, and from where. Source: shared spec "ingest", section 3.7.
#include <string>
#include <utility>

#include "base/ascii.h"
#include "domain/normalize/scalar.h"
#include "domain/normalize/schemas.h"
#include "domain/normalize/steps.h"
#include "domain/normalize/trim.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

constexpr std::string_view kAuto = "{{auto}}";

json::object& user_of(json::object& event) {
  json::value& user = event["user"];
  if (!user.is_object()) user.emplace_object();
  return user.get_object();
}

/// Null or absent, and nothing known about why.
bool lacks_address(const json::object& event) noexcept {
  const json::object* const user = protocol::find_object(event, "user");
  const json::value* const address = user != nullptr ? user->if_contains("ip_address") : nullptr;
  return address == nullptr || address->is_null();
}

json::object* request_env(json::object& event) noexcept {
  json::value* const request = event.if_contains("request");
  if (request == nullptr || !request->is_object()) return nullptr;
  json::value* const env = request->get_object().if_contains("env");
  return env != nullptr ? env->if_object() : nullptr;
}

/// SDKs that run at the user's: the request comes from the user's address.
bool may_infer_address(const json::object& event) noexcept {
  const json::object* const sdk = protocol::find_object(event, "sdk");
  const json::object* const settings =
      sdk != nullptr ? protocol::find_object(*sdk, "settings") : nullptr;
  const std::string_view infer =
      settings != nullptr ? protocol::find_string(*settings, "infer_ip") : std::string_view();
  if (infer == "auto") return true;
  if (infer == "never") return false;
  const std::string_view platform = protocol::find_string(event, "platform");
  return platform == "javascript" || platform == "cocoa" || platform == "objc";
}

void resolve_auto(json::object& object, std::string_view key, std::string_view address) {
  if (protocol::find_string(object, key) == kAuto) object[key] = address;
}

}  // namespace

StepResult resolve_ip(Work& work) {
  const std::string_view client = work.context.client_ip;
  json::object* const env = request_env(work.event);
  if (!client.empty()) {
    if (env != nullptr) resolve_auto(*env, "REMOTE_ADDR", client);
    json::value* const user = work.event.if_contains("user");
    if (user != nullptr && user->is_object()) {
      resolve_auto(user->get_object(), "ip_address", client);
    }
  }
  const std::string_view remote =
      env != nullptr ? protocol::find_string(*env, "REMOTE_ADDR") : std::string_view();
  if (!lacks_address(work.event)) return {};
  if (is_ip_address(remote)) {
    user_of(work.event)["ip_address"] = remote;
  } else if (!client.empty() && may_infer_address(work.event)) {
    user_of(work.event)["ip_address"] = client;
  }
  return {};
}

StepResult normalize_user(Work& work) {
  json::value* const value = work.event.if_contains("user");
  if (value == nullptr || !value->is_object()) return {};
  json::object& user = value->get_object();
  const Path root;
  const Path path(root, "user");
  const Path data_path(path, "data");
  json::object unknown(user.storage());
  for (auto it = user.begin(); it != user.end();) {
    if (kUserSchema.find(it->key()) != nullptr) {
      ++it;
      continue;
    }
    if (it->value().is_null()) {
      work.meta.forget(Path(path, it->key()));
    } else {
      unknown.emplace(it->key(), std::move(it->value()));
    }
    it = user.erase(it);
  }
  if (!unknown.empty()) {
    json::value& data = user["data"];
    if (!data.is_object()) data.emplace_object();
    for (json::key_value_pair& member : unknown) {
      const Path from(path, member.key());
      if (data.get_object().emplace(member.key(), std::move(member.value())).second) {
        work.meta.move(from, Path(data_path, member.key()));
      } else {
        work.meta.forget(from);
      }
    }
  }
  work.meta.forget(Path(path, "sentry_user"));
  user.erase("sentry_user");
  // Limits first, so that what is derived has them, too.
  trim_object(user, kUserSchema, path, work.meta);
  constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"id", "id:"}, {"username", "username:"}, {"email", "email:"}, {"ip_address", "ip:"}};
  for (const auto& [key, prefix] : kNames) {
    const std::string_view text = protocol::find_string(user, key);
    if (text.empty()) continue;
    user["sentry_user"] = std::string(prefix) + std::string(text);
    // That it was cut, which scrubbing asks: half a key is one, too.
    work.meta.copy_remarks(Path(path, key), Path(path, "sentry_user"), prefix.size());
    break;
  }
  if (user.empty()) {
    work.meta.forget(path);
    work.event.erase("user");
  }
  return {};
}

}  // namespace picket::domain::normalize
