#include "app/admin/api_call.h"

#include <algorithm>

#include <fmt/format.h>

#include "net/http.h"
#include "roles/api/operator.h"

namespace picket::app {
namespace {

namespace json = boost::json;

constexpr std::size_t kPage = 100;

std::string encode(std::string_view text) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char c : text) {
    if (kPlain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

bool in_pages(const api::ApiRoute& route) {
  return std::find(route.parameters.begin(), route.parameters.end(), "per_page") !=
         route.parameters.end();
}

net::Request to_http(const api::ApiRoute& route, const ApiRequest& asked, std::string_view cursor) {
  net::Request request;
  request.method = route.method;
  request.path = route.pattern;
  request.params = asked.path;
  const auto add = [&](std::string_view name, std::string_view value) {
    request.query += fmt::format("{}{}={}", request.query.empty() ? "" : "&", name, encode(value));
  };
  for (const auto& [name, value] : asked.query) add(name, value);
  if (in_pages(route)) add("per_page", std::to_string(std::min(kPage, asked.limit)));
  if (!cursor.empty()) add("cursor", cursor);
  if (!asked.body.empty()) {
    request.headers.set("Content-Type", "application/json");
    request.body = json::serialize(asked.body);
  }
  return request;
}

/// Of the next page; empty when this is the last.
std::string next_cursor(const net::Response& response) {
  constexpr std::string_view kNext = R"(rel="next"; results="true"; cursor=")";
  const std::string_view links = response.headers.get("Link");
  const std::size_t at = links.find(kNext);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = links.substr(at + kNext.size());
  return std::string(rest.substr(0, rest.find('"')));
}

ErrorKind kind_of(int status) {
  if (status == 404) return ErrorKind::not_found;
  if (status == 409) return ErrorKind::conflict;
  if (status == 429 || status == 503) return ErrorKind::unavailable;
  return status < 500 ? ErrorKind::invalid_argument : ErrorKind::internal;
}

/// The texts in it, however deep.
void collect(const json::value& value, std::string& sentences) {
  if (const json::string* const text = value.if_string()) {
    if (!sentences.empty()) sentences += ' ';
    sentences.append(text->data(), text->size());
  } else if (const json::array* const array = value.if_array()) {
    for (const json::value& item : *array) collect(item, sentences);
  } else if (const json::object* const object = value.if_object()) {
    for (const auto& [name, item] : *object) collect(item, sentences);
  }
}

/// {"detail": "..."}, or sentences by field.
Error to_error(const net::Response& response) {
  boost::system::error_code failed;
  const json::value body = json::parse(response.body, failed);
  const json::object* const object = failed ? nullptr : body.if_object();
  std::string detail;
  if (object != nullptr && object->contains("detail")) {
    collect(object->at("detail"), detail);
  } else if (object != nullptr) {
    for (const auto& [name, value] : *object) {
      std::string sentences;
      collect(value, sentences);
      const bool of_field = name != "nonFieldErrors";
      detail += fmt::format("{}{}{}", detail.empty() ? "" : "; ",
                            of_field ? fmt::format("{}: ", std::string_view(name)) : "", sentences);
    }
  }
  if (detail.empty()) detail = fmt::format("status {}", response.status);
  return {kind_of(response.status), response.status < 500 ? "api_refused" : "api_failed", detail};
}

/// A list, or one with further facts around it.
json::array* rows_of(json::value& body) {
  if (json::array* const array = body.if_array()) return array;
  json::object* const object = body.if_object();
  json::value* const rows = object == nullptr ? nullptr : object->if_contains("rows");
  return rows == nullptr ? nullptr : rows->if_array();
}

}  // namespace

Result<json::value> ApiCalls::ask(const ApiRequest& asked) const {
  const api::ApiRoute* const route = api::find_route(asked.route);
  if (route == nullptr)
    return unexpected(Error{ErrorKind::internal, "no_such_route", std::string(asked.route)});
  json::array all;
  std::string cursor;
  for (;;) {
    const net::Response response =
        api_.answer_operator(*route, to_http(*route, asked, cursor), {asked.for_user});
    if (response.status >= 300) return unexpected(to_error(response));
    json::value body = response.body.empty() ? json::value() : json::parse(response.body);
    json::array* const rows = in_pages(*route) ? rows_of(body) : nullptr;
    if (rows == nullptr) return body;
    for (json::value& row : *rows) {
      if (all.size() < asked.limit) all.push_back(std::move(row));
    }
    cursor = next_cursor(response);
    if (cursor.empty() || all.size() >= asked.limit) return json::value(std::move(all));
  }
}

}  // namespace picket::app
