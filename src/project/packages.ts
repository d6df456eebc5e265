/**
 * Top-level names of packages that projects install, and that they name modules of their own after: `app/auth/jwt.py` beside
 * `import jwt`. Inside a package of the project such an import means the installed one.
 */
export const PACKAGES: ReadonlySet<string> = new Set(
  (
    'aiofiles aiohttp aiokafka aioredis alembic anthropic apscheduler argon2 asyncpg authlib authx azure bcrypt beanie boto3 botocore ' +
    'casbin celery clickhouse_driver cloudinary cohere confluent_kafka cryptography docker elasticsearch fastapi fastapi_mail ' +
    'fastapi_users firebase_admin github google groq grpc httpx huggingface_hub itsdangerous jinja2 jose joserfc jwt kafka keycloak ' +
    'langchain ldap3 limits loguru meilisearch minio mongoengine motor msal nats oauthlib okta ollama openai passlib peewee pika pinecone ' +
    'prisma prometheus_client psycopg2 pwdlib pydantic pydantic_settings pymongo pymysql pyotp qdrant_client redis requests resend ' +
    'sendgrid sentry_sdk slack slack_sdk slowapi socketio sqlalchemy sqlmodel starlette stripe structlog supabase supertokens_python ' +
    'telegram tortoise twilio uvicorn weaviate websockets yaml zitadel'
  ).split(' '),
);
