// One's own account: what is shown of it, and what may be changed.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "protocol/json.h"
#include "roles/api/auth_handlers.h"
#include "roles/api/body.h"
#include "roles/api/caller.h"
#include "roles/api/user_json.h"
#include "roles/api/users_lookup.h"

namespace picket::api {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxTimezone = 64;  ///< The longest of the IANA names has 30 characters.
constexpr std::size_t kMaxLanguage = 16;

using Words = std::array<std::string_view, 3>;
constexpr Words kThemes = {"light", "dark", "system"};
constexpr Words kEvents = {"recommended", "latest", "oldest"};

bool is_word(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
           c == '_' || c == '-' || c == '+';
  });
}

/// The options of a request, one after the other, into those that are stored.
class Options {
 public:
  Options(const json::object& sent, json::object& stored)
      : sent_(sent), fields_(sent), stored_(stored) {}

  void choice(std::string_view name, const Words& words) {
    const auto text = fields_.text(name, kMaxUserName);
    if (!text) return;
    if (std::find(words.begin(), words.end(), *text) == words.end()) {
      fields_.refuse(name, "This is not a valid choice.");
      return;
    }
    stored_[name] = *text;
  }

  void word(std::string_view name, std::size_t most) {
    const auto text = fields_.text(name, most);
    if (!text) return;
    if (text->empty() || !is_word(*text)) {
      fields_.refuse(name, "This is not a valid choice.");
      return;
    }
    stored_[name] = *text;
  }

  void flag(std::string_view name) {
    if (const auto flag = fields_.flag(name)) stored_[name] = *flag;
  }

  /// As a number, or as Sentry's forms send it, a text.
  void frame_order(std::string_view name) {
    const json::value* const value = sent_.if_contains(name);
    if (value == nullptr || value->is_null()) return;
    for (const auto& [text, order] : {std::pair{"-1", -1}, std::pair{"1", 1}, std::pair{"2", 2}}) {
      if (*value != json::value(order) && *value != json::value(text)) continue;
      stored_[name] = order;
      return;
    }
    fields_.refuse(name, "This is not a valid choice.");
  }

  const Fields& fields() const noexcept { return fields_; }

 private:
  const json::object& sent_;
  Fields fields_;
  json::object& stored_;
};

json::object stored_options(const ports::User& user) {
  auto parsed = protocol::parse_json(user.options_json);
  if (!parsed || !parsed->is_object()) return {};
  return std::move(parsed->get_object());
}

Answer<void> change_options(const json::object& sent, ports::User& user) {
  json::object stored = stored_options(user);
  Options options(sent, stored);
  options.choice("theme", kThemes);
  options.choice("defaultIssueEvent", kEvents);
  options.word("timezone", kMaxTimezone);
  options.word("language", kMaxLanguage);
  options.flag("clock24Hours");
  options.frame_order("stacktraceOrder");
  if (!options.fields().ok()) {
    Problem problem{400, ""};
    problem.body = {{"options", *options.fields().problem().body}};
    return unexpected(problem);
  }
  user.options_json.clear();
  protocol::write_json(stored, user.options_json);
  return {};
}

}  // namespace

Answer<void> check_self(const Call& call) {
  const std::string_view named = call.request.param("user");
  if (named == "me" || named == std::to_string(call.user().value)) return {};
  return unexpected(forbidden());
}

Answer<net::Response> show_user(Call& call) {
  if (auto own = check_self(call); !own) return unexpected(own.error());
  const auto self = self_json(*call.identity->user, call.meta());
  if (!self) return unexpected(self.error());
  return json_response(*self);
}

Answer<net::Response> change_user(Call& call) {
  if (auto own = check_self(call); !own) return unexpected(own.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  ports::User user = *call.identity->user;
  Fields fields(*body);
  if (auto name = fields.text("name", kMaxUserName)) user.name = *std::move(name);
  // One address is what somebody signs in by, so it is no matter of a form.
  const auto username = fields.text("username", kMaxUserName);
  if (username && *username != user.email)
    fields.refuse("username", "The name to sign in with is the e-mail address.");
  const auto email = fields.text("email", kMaxUserName);
  if (email && *email != user.email)
    return unexpected(bad_request("Verified email address is not found."));
  if (!fields.ok()) return unexpected(fields.problem());
  if (const json::value* const options = body->if_contains("options")) {
    if (!options->is_object()) return unexpected(invalid_field("options", "Expected an object."));
    if (auto changed = change_options(options->get_object(), user); !changed)
      return unexpected(changed.error());
  }
  if (const auto done = call.meta().users().update_user(user); !done)
    return unexpected(failed(done.error()));
  const auto self = self_json(user, call.meta());
  if (!self) return unexpected(self.error());
  return json_response(*self);
}

}  // namespace picket::api
