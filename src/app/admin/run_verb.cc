// A command of app/verbs becomes a request of the API.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "app/admin/api_call.h"
#include "app/admin/arguments.h"
#include "app/admin/command.h"
#include "app/admin/directory.h"
#include "base/ascii.h"
#include "base/assert.h"
#include "obs/logger.h"

namespace picket::app {
namespace {

namespace json = boost::json;

/// Of one option; the API has narrower bounds of its own.
constexpr std::size_t kMostListed = 500;
constexpr std::int64_t kMostRows = 100'000;
constexpr std::int64_t kMostNumber = 1'000'000;

Error bad(std::string sentence) {
  return {ErrorKind::invalid_argument, "bad_argument", std::move(sentence)};
}

/// Fills a request from the arguments, parameter by parameter.
class Reader {
 public:
  Reader(const Verb& verb, const json::object& arguments, const ApiCalls& api)
      : verb_(verb), in_(arguments), directory_(api) {
    request_.route = verb.route;
    if (!verb.fixed.empty()) request_.body = json::parse(verb.fixed).as_object();
  }

  Result<void> read() {
    for (const Parameter& parameter : verb_.parameters) take(parameter);
    if (verb_.asks_password) {
      if (auto password = in_.text("password")) request_.body["password"] = *std::move(password);
    }
    if (auto done = in_.finish(); !done) return done;
    if (verb_.needs_field && !has_field_) return unexpected(bad("say what to change: " + fields()));
    // The organization first, wherever it was typed: the others are looked for in it.
    if (auto found = find_org(); !found) return found;
    for (const Parameter& parameter : verb_.parameters) {
      if (auto found = find(parameter); !found) return found;
    }
    return {};
  }

  const ApiRequest& request() const noexcept { return request_; }
  const json::object& names() const noexcept { return names_; }

 private:
  struct Text {
    Becomes becomes;
    std::string text;
  };

  void take(const Parameter& parameter) {
    switch (parameter.becomes) {
      case Becomes::field:
        return take_field(parameter);
      case Becomes::query:
        if (auto text = in_.text(parameter.key))
          request_.query.emplace_back(parameter.as, *std::move(text));
        return;
      case Becomes::limit:
        if (const auto limit = in_.number(parameter.key, 1, kMostRows))
          request_.limit = static_cast<std::size_t>(*limit);
        return;
      case Becomes::display:
        in_.flag(parameter.key);
        return;
      default: {
        const bool free = parameter.takes == Takes::word ? parameter.optional : !parameter.needed;
        auto text = free ? in_.text(parameter.key) : in_.needed_text(parameter.key);
        if (text) names_meant_.push_back({parameter.becomes, *std::move(text)});
      }
    }
  }

  void take_field(const Parameter& parameter) {
    json::value value;
    switch (parameter.takes) {
      case Takes::word:
        value = json::value(in_.needed_text(parameter.key));
        break;
      case Takes::option:
        if (auto text = parameter.needed ? in_.needed_text(parameter.key) : in_.text(parameter.key))
          value = json::value(*text);
        break;
      case Takes::list:
        if (const auto texts = in_.texts(parameter.key, kMostListed))
          value = json::array(texts->begin(), texts->end());
        break;
      case Takes::number:
        if (const auto number = in_.number(parameter.key, 0, kMostNumber)) value = *number;
        break;
      case Takes::flag:
        if (in_.flag(parameter.key)) value = true;
        break;
    }
    if (value.is_null()) return;
    has_field_ = true;
    request_.body[parameter.as] = std::move(value);
  }

  std::string fields() const {
    std::string names;
    for (const Parameter& parameter : verb_.parameters) {
      if (parameter.becomes != Becomes::field) continue;
      names += fmt::format("{}{}", names.empty() ? "" : " or ", parameter.name);
    }
    return names;
  }

  /// Null when it was not given.
  const std::string* meant(Becomes becomes) const {
    const auto found = std::find_if(names_meant_.begin(), names_meant_.end(),
                                    [&](const Text& one) { return one.becomes == becomes; });
    return found == names_meant_.end() ? nullptr : &found->text;
  }

  bool has(Becomes becomes) const {
    return std::any_of(verb_.parameters.begin(), verb_.parameters.end(),
                       [&](const Parameter& one) { return one.becomes == becomes; });
  }

  /// Of --org, or of what is in front of a slash.
  Result<void> find_org() {
    if (!has(Becomes::org) && !has(Becomes::team) && !has(Becomes::project)) return {};
    std::optional<std::string> name;
    if (const std::string* const text = meant(Becomes::org)) name = *text;
    for (const Becomes becomes : {Becomes::team, Becomes::project}) {
      const std::string* const text = meant(becomes);
      if (text == nullptr || text->find('/') == std::string::npos) continue;
      std::string before = text->substr(0, text->find('/'));
      if (name && *name != before)
        return unexpected(bad("the names belong to different organizations"));
      name = std::move(before);
    }
    auto found = directory_.org(name);
    if (!found) return unexpected(found.error());
    org_ = *std::move(found);
    mean("org", org_);
    return {};
  }

  void mean(std::string_view what, const Named& thing) {
    request_.path.emplace_back(what, thing.id);
    names_[what] = thing.name;
  }

  static std::string behind_slash(const std::string& text) {
    return text.substr(text.find('/') + 1);
  }

  Result<void> find(const Parameter& parameter) {
    const std::string* const text = meant(parameter.becomes);
    switch (parameter.becomes) {
      case Becomes::team:
        return found("team", directory_.team(org_, behind_slash(*text)));
      case Becomes::project: {
        const auto project = directory_.project(org_, behind_slash(*text));
        if (project) project_ = *project;
        return found("project", project);
      }
      case Becomes::member:
        return found("member", directory_.member(org_, *text));
      case Becomes::key:
        return found("key", directory_.key(org_, project_,
                                           text == nullptr ? std::nullopt : std::optional(*text)));
      case Becomes::user:
        return found("user", directory_.user(*text));
      case Becomes::owner: {
        const auto user = directory_.user(*text);
        if (!user) return unexpected(user.error());
        const auto id = ascii::parse_uint<std::uint32_t>(user->id);
        PICKET_ASSERT(id.has_value());  // The API said it.
        request_.for_user = UserId{static_cast<std::int64_t>(*id)};
        names_["owner"] = user->name;
        return {};
      }
      case Becomes::token:
        mean("token", {*text, *text});
        return {};
      default:
        return {};
    }
  }

  Result<void> found(std::string_view what, const Result<Named>& thing) {
    if (!thing) return unexpected(thing.error());
    mean(what, *thing);
    return {};
  }

  const Verb& verb_;
  Arguments in_;
  const Directory directory_;
  std::vector<Text> names_meant_;
  bool has_field_ = false;
  Named org_;
  Named project_;
  ApiRequest request_;
  json::object names_;
};

}  // namespace

CommandResult run_verb(const Verb& verb, const json::object& arguments, AdminContext& context) {
  if (context.api == nullptr)
    return unexpected(Error{ErrorKind::internal, "no_api", "this process has no API"});
  const ApiCalls api(*context.api);
  Reader reader(verb, arguments, api);
  if (auto read = reader.read(); !read) return unexpected(read.error());
  auto answer = api.ask(reader.request());
  if (!answer) return unexpected(answer.error());
  if (verb.changes && context.logger != nullptr) {
    context.logger->info("A command changed something", {{"command", verb.name}});
  }
  return json::object{{"answer", *std::move(answer)}, {"names", reader.names()}};
}

}  // namespace picket::app
