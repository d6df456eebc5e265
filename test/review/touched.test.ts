import { describe, expect, it } from 'vitest';
import { reviewOf } from '../support/review-case.ts';

const MAIN = `from fastapi import Depends, FastAPI
from fastapi.security import HTTPBearer
from pydantic import BaseModel

bearer = HTTPBearer()
app = FastAPI(title='Shop')


class Note(BaseModel):
    text: str


@app.put('/orders/{order_id}/note')
def put_note(order_id: int, note: Note):
    return {}


@app.post('/login')
def login(name: str, password: str):
    return {}
`;

async function touched(head: string): Promise<readonly string[]> {
  const { findings } = await reviewOf({ base: new Map([['main.py', MAIN]]), head: new Map([['main.py', head]]) });
  return findings.map(({ ruleId, state }) => `${ruleId} ${state}`);
}

describe('what touches a finding that was there before', () => {
  it('is not formatting', async () => {
    const quotes = MAIN.replaceAll("'", '"');
    const wrapped = quotes.replace('(order_id: int, note: Note)', '(\n    order_id: int,\n    note: Note,\n)');
    expect(await touched(wrapped)).toEqual([]);
  });

  it('is not a route that the finding lists because it is affected', async () => {
    const head = MAIN.replace('order_id: int, note: Note', 'order_id: int, note: Note, loud: bool = False');
    expect((await touched(head)).filter((one) => one.startsWith('unbounded-request-body'))).toEqual([]);
  });

  it('is any change of the very line it stands on', async () => {
    const head = MAIN.replace('text: str', 'text: str | None = None');
    expect((await touched(head)).filter((one) => one.startsWith('unconstrained-input'))).toHaveLength(1);
  });

  it('is not the line that only stands for what is missing', async () => {
    const head = MAIN.replace("title='Shop'", "title='The shop'").replace('/login', '/sign-in');
    expect(await touched(head)).toEqual([]);
  });

  it('is a new route among those that anyone can call', async () => {
    const head = `${MAIN}\n\n@app.delete('/orders/{order_id}')\ndef delete_order(order_id: int):\n    return {}\n`;
    expect((await touched(head)).filter((one) => one.startsWith('missing-authentication'))).toHaveLength(1);
  });

  it('is not what no caller of an open route sees', async () => {
    const guarded = `${MAIN.replace('import Depends, FastAPI', 'import Depends, FastAPI, HTTPException')}

def get_user(token: str = Depends(bearer)):
    raise HTTPException(401)


@app.get('/orders', dependencies=[Depends(get_user)])
def list_orders():
    return []
`;
    const about = async (old: string, now: string): Promise<readonly string[]> => {
      const { findings } = await reviewOf({
        base: new Map([['main.py', guarded]]),
        head: new Map([['main.py', guarded.replace(old, now)]]),
      });
      return findings.filter(({ ruleId }) => ruleId === 'missing-authentication').map(({ state }) => state);
    };
    expect(await about('note: Note)', 'note: Note, settings=Depends(get_settings))')).toEqual([]);
    expect(await about('note: Note)', 'body: Note)')).toEqual([]);
    expect(await about('def put_note', 'def write_note')).toEqual([]);
    expect(await about('note: Note)', 'note: Note, loud: bool = False)')).toEqual(['touched']);
    expect(await about("/note')", "/memo')")).toEqual(['touched']);
  });
});
