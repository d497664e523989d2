// libcurl sets and asks by variadic functions, which Swift cannot call: the same with one type each.
#ifndef CTRANSFER_H
#define CTRANSFER_H

#include <curl/curl.h>

typedef size_t (*transfer_bytes)(char *bytes, size_t size, size_t count, void *user);

CURLcode transfer_set_text(CURL *handle, CURLoption option, const char *value);
CURLcode transfer_set_number(CURL *handle, CURLoption option, long value);
CURLcode transfer_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode transfer_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode transfer_set_bytes(CURL *handle, CURLoption option, transfer_bytes function);
CURLcode transfer_get_number(CURL *handle, CURLINFO info, long *value);
CURLcode transfer_get_socket(CURL *handle, curl_socket_t *value);

#endif
